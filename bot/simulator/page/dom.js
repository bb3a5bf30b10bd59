/** Build an element; `on…` attributes are listeners, null and false leave an attribute out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? "" : value);
}

/** Find the one element with this id. */
export const byId = (id) => document.getElementById(id);

const PATHS = {
  send: '<path d="M3.6 20.3 21 12 3.6 3.7l-.1 6.5L15 12 3.5 13.8z" fill="currentColor"/>',
  clip: '<path d="m20 11.5-8.3 8.3a5.3 5.3 0 0 1-7.5-7.5l8.7-8.7a3.6 3.6 0 0 1 5.1 5.1l-8.6 8.6a1.8 1.8 0 0 1-2.6-2.6l7.7-7.7"/>',
  menu: '<path d="M5 7.5h14M5 12h14M5 16.5h14"/>',
  keys: '<rect x="3" y="5.5" width="18" height="13" rx="3"/><path d="M7 10h.01M11 10h.01M15 10h.01M8 14.5h8"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  sun: '<circle cx="12" cy="12" r="4"/><path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1"/>',
  moon: '<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5z"/>',
  panel: '<rect x="3" y="4.5" width="18" height="15" rx="3"/><path d="M14.5 4.5v15"/>',
  picture: '<rect x="3.5" y="4.5" width="17" height="15" rx="3"/><circle cx="9" cy="10" r="1.6"/><path d="m4 17.5 5-4.5 3.5 3 3.5-3.5 4.5 4"/>',
  file: '<path d="M13.5 3.5H8a2.5 2.5 0 0 0-2.5 2.5v12A2.5 2.5 0 0 0 8 20.5h8a2.5 2.5 0 0 0 2.5-2.5V8.5zM13.5 3.5v5h5"/>',
  voice: '<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>',
  ticks: '<path d="m2.5 12.5 4.5 4.5L16 7.5M11.5 16l1 1L21.5 7.5"/>',
  copy: '<rect x="9" y="9" width="10" height="10" rx="2"/><path d="M6 15H5V5h10v1"/>',
  out: '<path d="M8 16 16.5 7.5M9.5 7.5h7v7"/>',
  down: '<path d="m6 9.5 6 6 6-6"/>',
  back: '<path d="M14.5 5.5 8 12l6.5 6.5"/>',
  block: '<circle cx="12" cy="12" r="8"/><path d="m6.5 6.5 11 11"/>',
};

/** Draw one of the page's own icons; decoration only, so hidden from screen readers. */
export function icon(name) {
  const svg = new DOMParser().parseFromString(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" class="icon" aria-hidden="true" fill="none"
      stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${PATHS[name]}</svg>`,
    "image/svg+xml",
  );
  return document.importNode(svg.documentElement, true);
}

const COLOURS = 7;

/** Draw a person's round picture: the first letter of the name on a colour of their own. */
export function avatar(person) {
  const letters = new Intl.Segmenter(person.language_code, { granularity: "grapheme" });
  const first = [...letters.segment(person.name.trim() || "?")][0].segment;
  return h("span", { class: `avatar tint-${Number(person.id) % COLOURS}`, "aria-hidden": "true" }, first.toUpperCase());
}

/** Say something to screen readers only. */
export function announce(text) {
  const line = h("p", {}, text);
  byId("live").append(line);
  setTimeout(() => line.remove(), 4000);
}

/** Look at a picture closely. */
export function look(url, alt) {
  byId("lightbox-image").src = url;
  byId("lightbox-image").alt = alt;
  byId("lightbox").showModal();
}
