/** One person's phone: the chat with the bot, as that person sees it. */
import { api } from "./api.js";
import { Composer } from "./composer.js";
import { announce, avatar, h, icon, look } from "./dom.js";
import { focusIn, refocus } from "./focus.js";
import { gist, renderMessage } from "./messages.js";
import { clockOn, dayKey, dayLine, now, toDate } from "./time.js";
import { countryName, directionOf, flag, languageName, wordsIn } from "./words.js";

const NEAR_THE_END = 90;

/** A phone on the desk. `desk` carries what the phone may ask for: bot, close, focus. */
export class Phone {
  constructor(person, desk) {
    this.person = person;
    this.desk = desk;
    this.words = wordsIn(person.language_code);
    this.messages = new Map();
    this.elements = new Map();
    this.changes = 0;
    this.acts = { tap: (...of) => this.#tap(...of), copy: (text) => this.#copy(text), send: (text) => this.#send(text), look };
    this.composer = new Composer(person, this.words, { send: this.acts.send, attach: (kind, file) => this.#attach(kind, file) });
    this.composer.setDirection(directionOf(person.language_code));
    this.#build();
    this.update(person);
    this.tick();
  }

  #build() {
    const { person, words } = this;
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": `Messages of ${person.name}`, tabindex: "0" });
    this.#followTheEnd();
    this.jump = h("button", { type: "button", class: "jump", hidden: true, "aria-label": "To the newest message", onclick: () => this.toEnd() }, icon("down"));
    this.status = h("span", { class: "bot-status" }, words.bot);
    this.time = h("time", { class: "status-time" });
    this.toastBox = h("div", { class: "toast-box", role: "status", lang: person.language_code });
    this.gate = h("div", { class: "gate", hidden: true });
    this.blockButton = h("button", { type: "button", class: "tool small", onclick: () => this.#block(!this.person.blocked) }, icon("block"));
    const wall = h("div", { class: "wall" }, this.log, this.jump, this.toastBox);
    this.device = h(
      "div",
      { class: "device", dir: directionOf(person.language_code), lang: person.language_code },
      this.#statusBar(), this.#chatBar(), wall, this.gate, this.composer.element, h("span", { class: "home-bar", "aria-hidden": "true" }),
    );
    this.element = h(
      "section",
      { class: "phone", "data-testid": `chat-${person.id}`, "aria-label": `Phone of ${person.name}`, onfocusin: () => this.desk.focus(person.id) },
      this.#caption(), this.device,
    );
  }

  #caption() {
    const { person } = this;
    const close = h("button", { type: "button", class: "tool small", "aria-label": `Put away the phone of ${person.name}`, onclick: () => this.desk.close(person.id) }, icon("close"));
    const about = [person.role, `${flag(person.country)} ${countryName(person.country)}`.trim(), languageName(person.language_code)];
    return h(
      "header",
      { class: "caption" },
      avatar(person),
      h("div", { class: "caption-text" }, h("h2", {}, h("bdi", {}, person.name)), h("p", {}, about.filter(Boolean).join(" · "))),
      this.blockButton, close,
    );
  }

  #statusBar() {
    return h("div", { class: "status-bar", "aria-hidden": "true" }, this.time, h("span", { class: "status-signs" }, h("i", { class: "signal" }), h("i", { class: "battery" })));
  }

  #chatBar() {
    this.botName = h("bdi", { class: "bot-name" });
    return h(
      "div", { class: "chat-bar" },
      h("span", { class: "chat-back", "aria-hidden": "true" }, icon("back")),
      h("img", { class: "bot-face", src: "/page/mark.svg", alt: "" }),
      h("div", { class: "bot-about" }, this.botName, this.status),
    );
  }

  /** Take what the server says about this person and the bot. */
  update(person) {
    this.person = person;
    this.botName.textContent = this.desk.bot().name || this.desk.bot().username;
    this.composer.setCommands(person.commands ?? this.desk.bot().commands);
    this.blockButton.setAttribute("aria-label", `${person.blocked ? "Unblock" : "Block"} the bot as ${person.name}`);
    this.blockButton.setAttribute("aria-pressed", String(Boolean(person.blocked)));
    this.blockButton.title = person.blocked ? "Unblock the bot" : "Block the bot";
    this.#showGate();
  }

  /** Show the clock of this phone. */
  tick() {
    this.time.textContent = clockOn(this.person, now());
    const today = dayKey(this.person, now());
    if (this.today !== today) this.#settle();
    this.today = today;
  }

  /** Show the whole chat afresh. */
  showAll(messages) {
    this.messages = new Map(messages.map((message) => [message.message_id, message]));
    for (const [id, element] of this.elements) if (!this.messages.has(id)) this.#drop(id, element);
    for (const message of messages) this.#place(message);
    this.#settle();
    this.toEnd();
  }

  /** Add a message or show its newest state. */
  upsert(message) {
    this.changes += 1;
    const known = this.messages.get(message.message_id);
    const stay = this.follows || message.from === "person";
    this.messages.set(message.message_id, message);
    this.#place(message, { fresh: !known });
    this.#settle();
    if (message.from === "bot") this.typing(false);
    if (known) announce(gist(message, this.words));
    if (stay) this.toEnd();
  }

  /** Take a message away. */
  remove(messageId) {
    this.changes += 1;
    const element = this.elements.get(messageId);
    this.messages.delete(messageId);
    if (element) this.#drop(messageId, element);
    this.#settle();
  }

  #drop(id, element) {
    const focused = element.contains(document.activeElement);
    element.remove();
    this.elements.delete(id);
    if (focused) this.log.focus({ preventScroll: true });
  }

  #place(message, { fresh = false } = {}) {
    const old = this.elements.get(message.message_id);
    if (old && old.shown === JSON.stringify(message)) return;
    const element = renderMessage(message, this.person, this.words, this.acts);
    element.shown = JSON.stringify(message);
    if (fresh) element.classList.add("fresh");
    this.elements.set(message.message_id, element);
    if (!old) return this.log.insertBefore(element, this.#after(message.message_id));
    const focus = focusIn(old);
    old.replaceWith(element);
    return focus && refocus(element, focus, this.log);
  }

  #after(messageId) {
    const later = [...this.elements].filter(([id, element]) => id > messageId && element.isConnected);
    return later.sort(([one], [other]) => one - other)[0]?.[1] ?? null;
  }

  /** Put the day lines, the bubbles' tails, the keyboard and the start screen right. */
  #settle() {
    this.log.querySelectorAll(".day").forEach((line) => line.remove());
    let before = null;
    for (const message of [...this.messages.values()].sort((one, other) => one.message_id - other.message_id)) {
      const element = this.elements.get(message.message_id);
      const day = dayKey(this.person, toDate(message.date));
      const newDay = day !== before?.day;
      if (newDay) element.before(h("p", { class: "day" }, h("span", {}, dayLine(this.person, toDate(message.date), this.words))));
      if (before) before.element.classList.toggle("tail", newDay || before.from !== message.from);
      before = { day, from: message.from, element };
    }
    before?.element.classList.add("tail");
    this.composer.setKeyboard(this.#replyKeyboard());
    this.#showGate();
  }

  #replyKeyboard() {
    const bearing = [...this.messages.values()].filter((message) => message.keyboard?.keyboard || message.keyboard?.remove_keyboard);
    const newest = bearing.sort((one, other) => other.message_id - one.message_id)[0];
    return newest?.keyboard.keyboard ?? null;
  }

  #showGate() {
    const empty = this.messages.size === 0;
    const blocked = Boolean(this.person.blocked);
    const gated = empty || blocked;
    const had = this.gate.contains(document.activeElement);
    this.gate.hidden = !gated;
    this.device.classList.toggle("is-blocked", blocked);
    this.#showAbout(empty);
    const label = blocked ? this.words.restart : this.words.start;
    const onclick = () => (blocked ? this.#restart() : this.#send("/start"));
    this.gate.replaceChildren(
      ...(blocked ? [h("p", {}, this.words.blocked)] : []),
      h("button", { type: "button", class: "gate-button", "data-testid": `start-${this.person.id}`, onclick }, label),
    );
    if (had && gated) this.gate.lastElementChild.focus();
    if (had && !gated) this.log.focus({ preventScroll: true });
  }

  #showAbout(empty) {
    this.about?.remove();
    if (!empty) return;
    const bot = this.desk.bot();
    const words = this.person.bot_description ?? bot.descriptions?.[this.person.language_code] ?? bot.description ?? "";
    this.about = h("div", { class: "about" }, h("div", { class: "about-card", dir: "auto" }, h("strong", {}, this.words.about), h("p", { dir: "auto" }, words)));
    this.log.prepend(this.about);
  }

  /** Show or clear that the bot is writing. */
  typing(on) {
    clearTimeout(this.typingEnds);
    this.status.textContent = on ? this.words.typing : this.words.bot;
    this.status.classList.toggle("is-typing", on);
    if (on) this.typingEnds = setTimeout(() => this.typing(false), 5000);
  }

  /** Show the short answer to a tap; an alert waits to be closed. */
  toast(answer) {
    const { text } = answer;
    if (!text) return;
    if (answer.show_alert) {
      this.#alert(text);
      return;
    }
    const line = h("p", { class: "toast", dir: "auto" }, text);
    this.toastBox.replaceChildren(line);
    setTimeout(() => line.remove(), 3500 + text.length * 40);
  }

  #alert(text) {
    const ok = h("button", { class: "gate-button" }, this.words.ok);
    const box = h("dialog", { class: "alert", dir: directionOf(this.person.language_code), lang: this.person.language_code, onclose: () => box.remove() },
      h("form", { method: "dialog" }, h("p", { dir: "auto" }, text), ok));
    const { left, width } = this.device.getBoundingClientRect();
    box.style.setProperty("--middle", `${left + width / 2}px`);
    this.element.append(box);
    box.showModal();
  }

  /** Stay at the newest message, through late pictures and keyboards, until the person scrolls away. */
  #followTheEnd() {
    const { log } = this;
    this.follows = true;
    log.addEventListener("scroll", () => {
      this.follows = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END;
      this.jump.hidden = this.follows;
    });
    log.addEventListener("load", () => this.follows && this.toEnd(), { capture: true });
    new ResizeObserver(() => this.follows && this.toEnd()).observe(log);
  }

  /** Go to the newest message. */
  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  async #tap(button, message, data) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    await this.#ask(() => api.tap(this.person.id, message.message_id, data));
    button.removeAttribute("aria-busy");
  }

  #send(text) {
    return this.#ask(() => api.send(this.person.id, text));
  }

  #attach(kind, file) {
    return this.#ask(() => api.file(this.person.id, kind, file));
  }

  /** Put words on the clipboard; where the browser forbids it, show them to be copied by hand. */
  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast({ text: this.words.copied });
    } catch {
      this.#alert(text);
    }
  }

  #block(blocked) {
    this.update({ ...this.person, blocked });
    return this.#ask(() => api.block(this.person.id, blocked));
  }

  async #restart() {
    await this.#block(false);
    return this.#send("/start");
  }

  async #ask(request) {
    try {
      return await request();
    } catch (fault) {
      this.toast({ text: `The simulator refused: ${fault.message}` });
      return null;
    }
  }
}
