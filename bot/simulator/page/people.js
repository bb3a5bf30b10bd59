/** The rail of people, and the form that makes a new one. */
import { avatar, byId, h } from "./dom.js";
import { countries, countryName, flag, LANGUAGES, languageName } from "./words.js";

const ROLES = ["teen", "parent", "teacher", "coordinator"];

/** Show everybody; those whose phones are on the desk are pressed buttons. */
export function showPeople({ people, open, unread, toggle }) {
  const focused = document.activeElement?.dataset?.person;
  byId("people").replaceChildren(...people.map((person) => h("li", {}, button(person, { open, unread, toggle }))));
  if (focused) byId("people").querySelector(`[data-person="${focused}"]`)?.focus();
}

function button(person, { open, unread, toggle }) {
  const count = unread.get(person.id) ?? 0;
  const about = [person.role, countryName(person.country), languageName(person.language_code)].filter(Boolean).join(", ");
  const news = count ? `, ${count} unread` : "";
  return h(
    "button",
    {
      type: "button",
      class: `rail-person${person.blocked ? " is-blocked" : ""}`,
      "aria-pressed": String(open.includes(person.id)),
      "aria-label": `${person.name}, ${about}${news}`,
      title: about,
      "data-person": person.id,
      "data-testid": `person-${person.id}`,
      onclick: () => toggle(person.id),
    },
    h("span", { class: "rail-face" }, avatar(person), h("span", { class: "rail-flag", "aria-hidden": "true" }, flag(person.country)),
      count > 0 && h("span", { class: "badge", "aria-hidden": "true" }, count > 99 ? "99+" : String(count))),
    h("bdi", { class: "rail-name" }, person.name.split(" ")[0]),
  );
}

/** Let the form make people; `make` asks the server and may throw. */
export function makePersonForm(make) {
  const dialog = byId("new-person");
  const form = byId("new-person-form");
  byId("new-person-language").append(...LANGUAGES.map((code) => h("option", { value: code, lang: code }, languageName(code))));
  byId("new-person-country").append(h("option", { value: "" }, "Not known"), ...countries().map(([code, name]) => h("option", { value: code }, name)));
  byId("new-person-role").append(...ROLES.map((role) => h("option", { value: role }, role)));
  byId("new-person-open").addEventListener("click", () => {
    byId("new-person-fault").textContent = "";
    form.reset();
    dialog.showModal();
  });
  byId("new-person-cancel").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const person = await make(Object.fromEntries(new FormData(form)));
      dialog.close();
      byId("chats").querySelector(`[data-testid="start-${person.id}"]`)?.focus();
    } catch (fault) {
      byId("new-person-fault").textContent = `The person could not be made: ${fault.message}`;
    }
  });
}
