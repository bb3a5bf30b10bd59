/** The desk: who is on it, what the server says, and which phone hears about it. */
import { api, listen } from "./api.js";
import { makeClock, showClock } from "./clock.js";
import { byId, icon } from "./dom.js";
import { makePanelToggle, Panel } from "./panel.js";
import { makePersonForm, showPeople } from "./people.js";
import { Phone } from "./phone.js";
import { setNow } from "./time.js";

const FIRST_PHONES = 2;

const desk = { bot: {}, people: [], offset: 0, active: null, phones: new Map(), unread: new Map() };

const panel = new Panel({ people: () => desk.people, addFault, clearFaults });

const find = (id) => desk.people.find((person) => person.id === id);
const activePerson = () => find(desk.active) ?? [...desk.phones.values()][0]?.person;
const open = () => [...desk.phones.keys()];

async function refresh() {
  const state = await api.state();
  desk.bot = state.bot;
  desk.people = state.people;
  takeClock(state);
  for (const person of state.people) if (!desk.phones.has(person.id)) desk.unread.set(person.id, person.unread ?? 0);
  for (const [id, phone] of desk.phones) if (find(id)) phone.update(find(id));
  panel.showAll(state);
  drawPeople();
}

function takeClock({ now, offset }) {
  if (now !== undefined) setNow(now);
  if (offset !== undefined) desk.offset = offset;
  tick();
}

function tick() {
  showClock(activePerson(), desk.offset);
  for (const phone of desk.phones.values()) phone.tick();
}

function drawPeople() {
  showPeople({ people: desk.people, open: open(), unread: desk.unread, toggle });
}

function toggle(id) {
  const phone = desk.phones.get(id);
  if (!phone) return openPhone(id, { seen: true });
  if (isInView(phone.element)) return close(id);
  focus(id);
  return phone.element.scrollIntoView({ inline: "center" });
}

function isInView(element) {
  const { left, right } = element.getBoundingClientRect();
  const shown = byId("chats").getBoundingClientRect();
  const middle = (left + right) / 2;
  return middle > shown.left && middle < shown.right;
}

async function openPhone(id, { seen = false } = {}) {
  const phone = new Phone(find(id), { bot: () => desk.bot, close, focus });
  desk.phones.set(id, phone);
  desk.unread.set(id, 0);
  byId("chats").append(phone.element);
  remember();
  drawPeople();
  if (seen) phone.element.scrollIntoView({ inline: "nearest", block: "nearest" });
  if (seen) focus(id);
  await load(phone);
}

/** Fetch a chat; news that came in the meantime is newer than the answer, so ask again. */
async function load(phone) {
  const before = phone.changes;
  const messages = await api.messages(phone.person.id);
  if (phone.changes !== before) return load(phone);
  return phone.showAll(messages);
}

function close(id) {
  desk.phones.get(id)?.element.remove();
  desk.phones.delete(id);
  api.messages(id); // tells the server that what came so far was read
  remember();
  drawPeople();
  byId("people").querySelector(`[data-person="${id}"]`)?.focus();
}

function focus(id) {
  if (desk.active === id) return;
  desk.active = id;
  tick();
}

function remember() {
  const address = new URL(location.href);
  address.searchParams.set("chats", open().join(","));
  history.replaceState(null, "", address.href.replaceAll("%2C", ","));
  byId("chats").classList.toggle("nobody", desk.phones.size === 0);
  tick();
}

function wanted() {
  const asked = new URLSearchParams(location.search).get("chats");
  if (asked === null) return desk.people.slice(0, FIRST_PHONES).map((person) => person.id);
  return asked.split(",").map(Number).filter(find);
}

const news = {
  message: (event) => heard(event, (phone) => phone.upsert(event.message)),
  edit: (event) => heard(event, (phone) => phone.upsert(event.message)),
  delete: (event) => desk.phones.get(event.person_id)?.remove(event.message_id),
  toast: (event) => desk.phones.get(event.person_id)?.toast(event),
  typing: (event) => desk.phones.get(event.person_id)?.typing(true),
  call: (event) => called(event),
  refusal: (event) => panel.addRefusal(event),
  clock: (event) => takeClock(event),
  people: () => refresh(),
};

function heard(event, show) {
  const phone = desk.phones.get(event.person_id);
  if (phone && event.message) return show(phone);
  if (phone) return load(phone);
  if (event.type !== "message" || event.message?.from === "person") return undefined;
  desk.unread.set(event.person_id, (desk.unread.get(event.person_id) ?? 0) + 1);
  return drawPeople();
}

function called(call) {
  panel.addCall(call);
  if (!call.method.startsWith("setMy")) return;
  clearTimeout(desk.profileChanged);
  desk.profileChanged = setTimeout(refresh, 300);
}

async function advance(seconds) {
  takeClock(await api.advance(seconds));
}

async function addFault(fault) {
  try {
    await api.addFault(fault);
    panel.showFaults([...panel.faults, fault]);
  } catch (problem) {
    panel.fail(`The fault was not taken: ${problem.message}`);
  }
}

async function clearFaults() {
  await api.clearFaults();
  panel.showFaults([]);
}

async function makePerson(fields) {
  const person = await api.makePerson(fields);
  await refresh();
  if (!desk.phones.has(person.id)) await openPhone(person.id, { seen: true });
  return person;
}

function makeThemeToggle() {
  const button = byId("theme-toggle");
  const show = () => {
    const dark = document.documentElement.dataset.theme === "dark";
    button.replaceChildren(icon(dark ? "sun" : "moon"));
    button.setAttribute("aria-label", dark ? "Light colours" : "Dark colours");
    button.title = dark ? "Light colours" : "Dark colours";
  };
  button.addEventListener("click", () => {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
    show();
  });
  show();
}

function linkState(words) {
  byId("link-state").textContent = words;
}

async function catchUp() {
  linkState("");
  await refresh();
  await Promise.all([...desk.phones.values()].map(load));
}

async function start() {
  makeThemeToggle();
  makePanelToggle();
  makeClock({ person: activePerson, advance });
  makePersonForm(makePerson);
  byId("lightbox-close").append(icon("close"));
  await refresh();
  for (const id of wanted()) await openPhone(id);
  remember();
  listen({ onEvent: (event) => news[event.type]?.(event), onOpen: catchUp, onLost: () => linkState("The simulator is not answering. Trying again…") });
  setInterval(tick, 5000);
}

start();
