/** The bottom of a phone: where a person writes, attaches, and finds the bot's commands. */
import { h, icon } from "./dom.js";

/** What the person types into, with its menus; `acts` carries send and attach. */
export class Composer {
  constructor(person, words, acts) {
    this.person = person;
    this.acts = acts;
    this.commands = [];
    this.picked = -1;
    this.input = this.#makeInput(words);
    this.menu = h("ul", { class: "commands", id: `commands-${person.id}`, role: "listbox", "aria-label": "Commands", hidden: true });
    this.keys = h("div", { class: "reply-keyboard", role: "group", "aria-label": "Suggested answers", hidden: true });
    this.keysToggle = this.#tool("keys", "Show or hide the suggested answers", () => this.#toggleKeys());
    this.keysToggle.hidden = true;
    this.attachments = new Attachments(person, words, acts.attach);
    this.menuButton = h(
      "button",
      { type: "button", class: "menu-button", "aria-label": `${words.menu}, commands`, onclick: () => this.#toggleMenu() },
      icon("menu"),
      h("span", {}, words.menu),
    );
    this.element = h("div", { class: "composer" }, this.menu, this.attachments.menu, this.#row(), this.keys);
  }

  #makeInput(words) {
    const input = h("textarea", {
      rows: "1",
      class: "write",
      placeholder: words.message,
      autocomplete: "off",
      "aria-label": `Write as ${this.person.name}`,
      "aria-controls": `commands-${this.person.id}`,
      "aria-autocomplete": "list",
      "data-testid": `input-${this.person.id}`,
    });
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => setTimeout(() => !this.element.contains(document.activeElement) && this.#closeMenu(), 120));
    return input;
  }

  #row() {
    const send = h(
      "button",
      {
        type: "button", class: "send", "aria-label": `Send as ${this.person.name}`,
        "data-testid": `send-${this.person.id}`, onclick: () => this.#send(),
      },
      icon("send"),
    );
    return h("div", { class: "composer-row" }, this.menuButton, this.attachments.button, this.input, this.keysToggle, send);
  }

  #tool(name, label, onclick) {
    return h("button", { type: "button", class: "composer-tool", "aria-label": label, onclick }, icon(name));
  }

  /** Take the direction of the phone: what is not written yet has none of its own. */
  setDirection(direction) {
    this.direction = direction;
    this.#typed();
  }

  /** Take the bot's commands as this person sees them. */
  setCommands(commands) {
    this.commands = commands ?? [];
    this.menuButton.hidden = this.commands.length === 0;
  }

  /** Show the keyboard a bot's message brought; no rows take it away. */
  setKeyboard(rows) {
    const shown = JSON.stringify(rows ?? []);
    if (shown === this.shownKeys) return;
    this.shownKeys = shown;
    const empty = !rows || rows.length === 0;
    this.keys.hidden = empty;
    this.keysToggle.hidden = empty;
    this.keysToggle.setAttribute("aria-expanded", String(!empty));
    this.keys.replaceChildren(...(rows ?? []).map((row) => h("div", { class: "button-row" }, row.map((label) => this.#keyButton(label)))));
  }

  #keyButton(key) {
    const label = typeof key === "string" ? key : key.text;
    return h("button", { type: "button", class: "reply-key", dir: "auto", onclick: () => this.acts.send(label) }, label);
  }

  #toggleKeys() {
    this.keys.hidden = !this.keys.hidden;
    this.keysToggle.setAttribute("aria-expanded", String(!this.keys.hidden));
  }

  #send() {
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    this.input.value = "";
    this.#typed();
    this.acts.send(text);
    return this.input.focus();
  }

  #typed() {
    this.input.dir = this.input.value ? "auto" : this.direction;
    this.input.style.height = "";
    if (this.input.value) this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
    this.element.classList.toggle("has-text", this.input.value.trim() !== "");
    const typed = /^\/([a-z0-9_]*)$/i.exec(this.input.value);
    if (typed) this.#openMenu(typed[1].toLowerCase());
    else this.#closeMenu();
  }

  #toggleMenu() {
    if (!this.menu.hidden) return this.#closeMenu();
    this.#openMenu("");
    return this.input.focus();
  }

  #openMenu(prefix) {
    const fitting = this.commands.filter((command) => command.command.startsWith(prefix));
    this.picked = -1;
    this.menu.replaceChildren(...fitting.map((command, index) => this.#option(command, index)));
    this.menu.hidden = fitting.length === 0;
    this.input.removeAttribute("aria-activedescendant");
  }

  #option({ command, description }, index) {
    return h(
      "li",
      {
        role: "option",
        id: `command-${this.person.id}-${index}`,
        "aria-selected": "false",
        "data-command": `/${command}`,
        onpointerdown: (event) => event.preventDefault(),
        onclick: () => this.#choose(`/${command}`),
      },
      h("bdi", { class: "command-name", dir: "ltr" }, `/${command}`),
      h("span", { class: "command-about", dir: "auto" }, description),
    );
  }

  #closeMenu() {
    this.menu.hidden = true;
    this.picked = -1;
    this.input.removeAttribute("aria-activedescendant");
  }

  #choose(command) {
    this.input.value = "";
    this.#typed();
    this.acts.send(command);
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") return this.#closeMenu();
    if (!this.menu.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      return this.#pick(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key !== "Enter" || event.shiftKey) return undefined;
    event.preventDefault();
    const option = this.menu.hidden ? undefined : this.menu.children[this.picked];
    return option ? this.#choose(option.dataset.command) : this.#send();
  }

  #pick(step) {
    const options = [...this.menu.children];
    const from = this.picked === -1 && step === -1 ? 0 : this.picked;
    this.picked = (from + step + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.picked)));
    this.input.setAttribute("aria-activedescendant", options[this.picked].id);
    options[this.picked].scrollIntoView({ block: "nearest" });
  }
}

/** The paper-clip and what it offers: a picture, a file, a voice message. */
class Attachments {
  constructor(person, words, attach) {
    this.attach = attach;
    this.menu = h(
      "div",
      { class: "attachments", role: "group", "aria-label": "Attach", hidden: true },
      this.#offer("picture", words.photo, () => this.#ask("photo", "image/*")),
      this.#offer("file", words.file, () => this.#ask("document", "")),
      this.#offer("voice", words.voice, () => this.#take("voice", hum())),
    );
    this.button = h(
      "button",
      {
        type: "button", class: "composer-tool clip", "aria-expanded": "false",
        "aria-label": `Attach something as ${person.name}`, onclick: () => this.#show(this.menu.hidden),
      },
      icon("clip"),
    );
    this.menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.#show(false);
      this.button.focus();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.menu.contains(event.target) && !this.button.contains(event.target)) this.#show(false);
    });
  }

  #offer(name, label, onclick) {
    return h("button", { type: "button", class: "attachment", onclick }, icon(name), h("span", {}, label));
  }

  #show(shown) {
    this.menu.hidden = !shown;
    this.button.setAttribute("aria-expanded", String(shown));
    if (shown) this.menu.firstElementChild.focus();
  }

  #ask(kind, accept) {
    const input = h("input", { type: "file", accept });
    input.addEventListener("change", () => input.files[0] && this.#take(kind, input.files[0]));
    input.click();
  }

  #take(kind, file) {
    this.#show(false);
    this.button.focus();
    this.attach(kind, file);
  }
}

/** Half a second of a quiet tone: a voice message that needs no microphone. */
function hum() {
  const rate = 8000;
  const count = rate / 2;
  const bytes = new DataView(new ArrayBuffer(44 + count));
  const write = (at, text) => [...text].forEach((letter, index) => bytes.setUint8(at + index, letter.charCodeAt(0)));
  write(0, "RIFF");
  bytes.setUint32(4, 36 + count, true);
  write(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate, true);
  bytes.setUint16(32, 1, true);
  bytes.setUint16(34, 8, true);
  write(36, "data");
  bytes.setUint32(40, count, true);
  for (let at = 0; at < count; at += 1) bytes.setUint8(44 + at, 128 + Math.round(24 * Math.sin((at * 440 * 2 * Math.PI) / rate)));
  return new File([bytes.buffer], "voice.wav", { type: "audio/wav" });
}
