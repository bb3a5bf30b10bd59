/** Telegram's HTML, shown by an allow-list: what is not on it becomes plain text. */
import { h } from "./dom.js";

const PLAIN = { b: "b", strong: "b", i: "i", em: "i", u: "u", ins: "u", s: "s", strike: "s", del: "s", code: "code", pre: "pre" };
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;
const FOUND_IN_TEXT = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])|(?<![\w/<])(\/[a-z][a-z0-9_]{0,31})(?![\w/])/gi;

/** Turn a message's HTML into nodes; `onCommand` is called when a /command in the text is pressed. */
export function richText(html, onCommand) {
  const parsed = new DOMParser().parseFromString(`<!doctype html><body><div>${html}</div>`, "text/html");
  return copyChildren(parsed.body, { onCommand, links: true });
}

/** Show plain text with its links and commands alive. */
export const plainText = (text, onCommand) => linked(text, onCommand);

function copyChildren(node, how) {
  return [...node.childNodes].flatMap((child) => copy(child, how));
}

/** A quote is a block of its own: the line breaks beside it are part of the block, as on Telegram. */
function besideBlocks(node) {
  let text = node.data;
  if (isBlock(node.nextSibling)) text = text.replace(/\n$/, "");
  if (isBlock(node.previousSibling)) text = text.replace(/^\n/, "");
  return text;
}

const isBlock = (node) => node?.localName === "blockquote" || node?.localName === "pre";

function copy(node, how) {
  if (node.nodeType === Node.TEXT_NODE) return how.links ? linked(besideBlocks(node), how.onCommand) : [besideBlocks(node)];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const tag = node.localName;
  if (tag === "br") return ["\n"];
  if (tag === "a") return [link(node, how)];
  if (tag === "blockquote") return [quote(node, how)];
  if (tag === "tg-spoiler" || node.className === "tg-spoiler") return [spoiler(copyChildren(node, how))];
  if (!(tag in PLAIN)) return copyChildren(node, how);
  const verbatim = tag === "code" || tag === "pre";
  return [h(PLAIN[tag], {}, copyChildren(node, verbatim ? { ...how, links: false } : how))];
}

function link(node, how) {
  const address = node.getAttribute("href") ?? "";
  const words = copyChildren(node, { ...how, links: false });
  if (!SAFE_LINK.test(address)) return h("span", {}, words);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);
}

function quote(node, how) {
  const words = copyChildren(node, how);
  if (!node.hasAttribute("expandable")) return h("blockquote", {}, words);
  const box = h("blockquote", { class: "folded" }, h("span", {}, words));
  box.append(
    h("button", {
      type: "button",
      class: "unfold",
      "aria-expanded": "false",
      "aria-label": "Show the whole quote",
      onclick: (event) => event.currentTarget.setAttribute("aria-expanded", String(!box.classList.toggle("folded"))),
    }),
  );
  return box;
}

function spoiler(words) {
  const hidden = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" });
  hidden.append(...words);
  const show = () => {
    hidden.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) hidden.removeAttribute(name);
  };
  hidden.addEventListener("click", show, { once: true });
  hidden.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && show());
  return hidden;
}

function linked(text, onCommand) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(FOUND_IN_TEXT)) {
    nodes.push(text.slice(end, match.index), match[1] ? address(match[1]) : command(match[2], onCommand));
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

const address = (url) => h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url);
const command = (name, onCommand) =>
  h("button", { type: "button", class: "command-link", dir: "ltr", onclick: () => onCommand(name) }, name);
