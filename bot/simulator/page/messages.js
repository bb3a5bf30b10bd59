/** One message as it looks in the chat: bubble, picture, file, poll, buttons. */
import { h, icon } from "./dom.js";
import { plainText, richText } from "./html.js";
import { clockOn, toDate } from "./time.js";

/** Build a message; `acts` carries what its buttons do: tap, copy, send, look. */
export function renderMessage(message, person, words, acts) {
  const own = message.from === "person";
  const wide = (message.buttons ?? []).length > 0;
  const bubble = h(
    "div",
    { class: `bubble${message.photo ? " has-photo" : ""}` },
    message.photo && photo(message, words, acts),
    message.document && file(message.document, words),
    message.poll && poll(message.poll, words),
    body(message, person, words, acts),
  );
  return h(
    "article",
    {
      class: `message ${own ? "own" : "theirs"}${wide ? " with-buttons" : ""}${isOnlyEmoji(message) ? " emoji-only" : ""}`,
      "data-message-id": message.message_id,
      "data-testid": `message-${message.message_id}`,
      "aria-label": own ? person.name : words.bot,
    },
    bubble,
    wide && keyboard(message, acts),
  );
}

function body(message, person, words, acts) {
  const content = message.html ? richText(message.html, acts.send) : plainText(message.text ?? "", acts.send);
  const meta = h(
    "span",
    { class: "meta" },
    message.edited && h("span", { class: "edited" }, words.edited),
    h("time", { datetime: toDate(message.date).toISOString() }, clockOn(person, toDate(message.date))),
    message.from === "person" && icon("ticks"),
  );
  return h("div", { class: "text", dir: "auto" }, content, meta);
}

function photo(message, words, acts) {
  const alt = (message.text ?? "").split("\n")[0] || words.photo;
  const image = h("img", { src: message.photo.url, alt, loading: "lazy", width: message.photo.width, height: message.photo.height });
  return h("button", { type: "button", class: "photo", onclick: () => acts.look(message.photo.url, alt) }, image);
}

function file(document, words) {
  const sound = /^audio\//.test(document.mime_type ?? "") || /\.(ogg|oga|mp3|wav)$/i.test(document.name ?? "");
  const face = h("span", { class: "file-face" }, icon(sound ? "voice" : "file"));
  const about = h(
    "span",
    { class: "file-about" },
    h("bdi", { class: "file-name" }, document.name || (sound ? words.voice : words.file)),
    h("bdi", { class: "file-size", dir: "ltr" }, size(document.size)),
  );
  if (!document.url) return h("div", { class: "file" }, face, about);
  return h("a", { class: "file", href: document.url, download: document.name || "" }, face, about);
}

function size(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function poll(asked, words) {
  const options = (asked.options ?? []).map((option) => h("li", { dir: "auto" }, option.text ?? option));
  return h(
    "div",
    { class: "poll" },
    h("p", { class: "poll-question", dir: "auto" }, asked.question ?? ""),
    h("p", { class: "poll-kind" }, asked.type === "quiz" ? words.quiz : words.poll),
    h("ul", {}, options),
  );
}

function keyboard(message, acts) {
  const rows = message.buttons.map((row) =>
    h("div", { class: "button-row" }, row.map((button) => inlineButton(button, message, acts))),
  );
  return h("div", { class: "inline-keyboard" }, rows);
}

function inlineButton(button, message, acts) {
  const label = h("span", { dir: "auto" }, button.text);
  if (button.url) {
    return h("a", { class: "inline-button", href: safe(button.url), target: "_blank", rel: "noopener noreferrer" }, label, icon("out"));
  }
  if (button.copied) {
    return h("button", { type: "button", class: "inline-button", onclick: () => acts.copy(button.copied) }, label, icon("copy"));
  }
  return h(
    "button",
    { type: "button", class: "inline-button", onclick: (event) => acts.tap(event.currentTarget, message, button.data) },
    label,
  );
}

const safe = (url) => (/^(https?|tg|mailto|tel):/i.test(url) ? url : null);

const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}){1,12}$/u;

function isOnlyEmoji(message) {
  const text = (message.text ?? "").trim();
  if (message.photo || message.document || message.poll || message.buttons?.length) return false;
  return EMOJI.test(text) && /\p{Extended_Pictographic}/u.test(text) && text.length <= 12;
}

/** A reminder of what a message says, short enough to be read aloud. */
export function gist(message, words) {
  const name = message.from === "person" ? "" : `${words.bot}: `;
  const text = (message.text ?? "").replace(/\s+/g, " ").slice(0, 300);
  return name + (text || (message.photo ? words.photo : words.file));
}
