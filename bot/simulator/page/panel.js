/** Behind the scenes: what the bot sent, what Telegram would have refused, and faults to try. */
import { avatar, byId, h, icon } from "./dom.js";
import { toDate } from "./time.js";

const TABS = [["calls", "Calls"], ["refusals", "Refusals"], ["faults", "Faults"]];
const SHOWN = 200;

const KINDS = [
  ["throttle", "429 · too many requests"],
  ["forbidden", "403 · blocked by the user"],
  ["bad_request", "400 · bad request"],
  ["migrate", "400 · the chat has moved"],
  ["server_error", "502 · server error"],
  ["slow", "slow answer"],
  ["stall_before", "stall before doing it"],
  ["stall_after", "stall after doing it"],
  ["reset_after_body", "hang up without doing it"],
  ["reset_after_apply", "do it, then hang up"],
  ["duplicate", "next update comes twice"],
  ["reorder", "next two updates swapped"],
  ["double_tap", "next tap comes twice"],
];

const METHODS = [
  "*", "sendMessage", "editMessageText", "editMessageReplyMarkup", "deleteMessage", "answerCallbackQuery",
  "sendPhoto", "sendDocument", "sendChatAction", "getUpdates",
];

/** The panel at the side of the desk. */
export class Panel {
  constructor({ people, addFault, clearFaults }) {
    this.people = people;
    this.faults = [];
    this.calls = [];
    this.refusals = [];
    this.#makeTabs();
    this.#makeFaults(addFault, clearFaults);
  }

  #makeTabs() {
    this.tabs = TABS.map(([id, label], index) =>
      h(
        "button",
        {
          type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `pane-${id}`, "aria-selected": String(index === 0),
          tabindex: index === 0 ? "0" : "-1", onclick: () => this.#select(index), onkeydown: (event) => this.#arrows(event, index),
        },
        label, " ", h("span", { class: "tab-count" }),
      ),
    );
    byId("tabs").append(...this.tabs);
  }

  #select(index) {
    TABS.forEach(([id], at) => {
      this.tabs[at].setAttribute("aria-selected", String(at === index));
      this.tabs[at].tabIndex = at === index ? 0 : -1;
      byId(`pane-${id}`).hidden = at !== index;
    });
  }

  #arrows(event, index) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (index + step + TABS.length) % TABS.length;
    this.#select(next);
    this.tabs[next].focus();
  }

  /** Show what the server remembers. */
  showAll({ calls, refusals }) {
    this.calls = calls.slice(-SHOWN);
    this.refusals = refusals.slice(-SHOWN);
    byId("pane-calls").replaceChildren(list(this.calls, (call) => this.#call(call), "The bot has not called Telegram yet."));
    this.#showRefusals();
    this.#count();
  }

  /** Add a call the bot just made. */
  addCall(call) {
    this.calls.push(call);
    const items = byId("pane-calls").querySelector("ol");
    if (!items) return this.showAll(this);
    items.prepend(this.#call(call));
    if (items.children.length > SHOWN) items.lastElementChild.remove();
    return this.#count();
  }

  /** Add what Telegram would not have taken. */
  addRefusal(refusal) {
    this.refusals.push(refusal);
    this.#showRefusals();
    this.#count();
  }

  #showRefusals() {
    const none = "Nothing refused: Telegram would have taken every call.";
    byId("pane-refusals").replaceChildren(list(this.refusals, refusal, none));
  }

  #count() {
    const counts = { calls: this.calls.length, refusals: this.refusals.length, faults: this.faults.length };
    TABS.forEach(([id], index) => {
      const face = this.tabs[index].querySelector(".tab-count");
      face.textContent = counts[id] || "";
      face.classList.toggle("bad", id === "refusals" && counts[id] > 0);
    });
  }

  #call(call) {
    const person = this.people().find((one) => one.id === call.chat_id);
    return h(
      "li",
      { class: `entry${call.ok === false ? " bad" : ""}` },
      person ? avatar(person) : h("span", { class: "avatar none", "aria-hidden": "true" }, "·"),
      h("div", { class: "entry-text" },
        h("code", {}, call.method),
        h("p", {}, [person?.name, call.ok === false ? call.description : null].filter(Boolean).join(" · "))),
      stamp(call.at),
    );
  }

  #makeFaults(addFault, clearFaults) {
    const form = h(
      "form",
      { class: "fault-form" },
      h("p", { class: "hint" }, "Make the next calls go wrong, and see what the person sees."),
      h("label", {}, "Method", h("select", { name: "method" }, METHODS.map((name) => h("option", { value: name }, name === "*" ? "every method" : name)))),
      h("label", {}, "What happens", h("select", { name: "kind" }, KINDS.map(([value, label]) => h("option", { value }, label)))),
      h("div", { class: "two" },
        h("label", {}, "How often", h("input", { name: "count", type: "number", min: "1", max: "1000", value: "1", required: true })),
        h("label", {}, "Seconds", h("input", { name: "seconds", type: "number", min: "0", max: "600", value: "3", required: true }))),
      h("div", { class: "form-end" },
        h("button", { type: "button", class: "quiet", onclick: clearFaults }, "Clear all"),
        h("button", { type: "submit", class: "strong" }, "Add fault")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { method, kind, count, seconds } = Object.fromEntries(new FormData(form));
      addFault({ method, kind, count: Number(count), seconds: Number(seconds), retry_after: Number(seconds) });
    });
    this.faultList = h("div", { role: "status" });
    byId("pane-faults").append(form, this.faultList);
    this.showFaults([]);
  }

  /** Show the faults planned from this page. */
  showFaults(faults) {
    this.faults = faults;
    const line = (fault) =>
      h("li", { class: "entry" }, h("div", { class: "entry-text" }, h("code", {}, fault.method === "*" ? "every method" : fault.method), h("p", {}, `${labelOf(fault.kind)} × ${fault.count}`)));
    this.faultList.replaceChildren(list(faults, line, "No faults planned."));
    this.#count();
  }

  /** Say that something the panel asked for did not work. */
  fail(words) {
    this.faultList.replaceChildren(h("p", { class: "form-fault" }, words));
  }
}

function list(items, line, none) {
  if (items.length === 0) return h("p", { class: "none-yet" }, none);
  return h("ol", { class: "entries" }, [...items].reverse().map(line));
}

const labelOf = (kind) => KINDS.find(([value]) => value === kind)?.[1] ?? kind;

function refusal({ at, method, description }) {
  return h("li", { class: "entry bad" }, h("div", { class: "entry-text" }, h("code", {}, method), h("p", {}, description)), stamp(at));
}

/** The simulated time of a call, in the zone of whoever sits at this desk. */
function stamp(at) {
  const date = toDate(at);
  return h("time", { datetime: date.toISOString(), title: date.toLocaleString("en-GB") }, date.toLocaleTimeString("en-GB"));
}

/** Open or close the panel, and remember it. */
export function makePanelToggle() {
  const button = byId("panel-toggle");
  const narrow = matchMedia("(max-width: 1100px)");
  const asked = new URLSearchParams(location.search).get("panel");
  const show = (shown) => {
    document.documentElement.classList.toggle("panel-open", shown);
    button.setAttribute("aria-expanded", String(shown));
    button.setAttribute("aria-label", `${shown ? "Hide" : "Show"} what happens behind the scenes`);
    button.title = "Behind the scenes";
  };
  button.append(icon("panel"));
  byId("panel-close").append(icon("close"));
  button.addEventListener("click", () => show(!document.documentElement.classList.contains("panel-open")));
  byId("panel-close").addEventListener("click", () => {
    show(false);
    button.focus();
  });
  show(asked === null ? !narrow.matches : asked === "1");
}
