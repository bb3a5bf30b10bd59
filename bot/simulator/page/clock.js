/** The clock in the top bar and the buttons that move time forward. */
import { byId, h } from "./dom.js";
import { clockOn, now, secondsUntil, span, zoneOf } from "./time.js";
import { countryName } from "./words.js";

const MOVES = [
  { label: "+10 min", name: "Move the clock 10 minutes forward", seconds: () => 600 },
  { label: "+1 h", name: "Move the clock 1 hour forward", seconds: () => 3600 },
  { label: "to 8:00", name: "Move the clock to the next 8:00", seconds: (person) => secondsUntil(person, 8) },
  { label: "to 18:00", name: "Move the clock to the next 18:00", seconds: (person) => secondsUntil(person, 18) },
  { label: "+1 day", name: "Move the clock 1 day forward", seconds: () => 86_400 },
  { label: "+1 week", name: "Move the clock 1 week forward", seconds: () => 604_800 },
];

const NOBODY = { language_code: "en", country: "" };

/** Put the buttons in place; `person` tells whose time is meant, `advance` asks the server. */
export function makeClock({ person, advance }) {
  byId("clock-moves").append(
    ...MOVES.map((move) =>
      h("button", { type: "button", title: move.name, onclick: () => advance(Math.round(move.seconds(person() ?? NOBODY))) }, move.label),
    ),
  );
}

/** Show the time where this person lives. */
export function showClock(person, offset) {
  const whose = { ...(person ?? NOBODY), language_code: "en" };
  const zone = zoneOf(whose);
  const time = now();
  const day = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "short" }).format(time);
  byId("clock-time").textContent = `${day}, ${clockOn(whose, time)}`;
  byId("clock-time").setAttribute("datetime", time.toISOString());
  const place = whose.country ? countryName(whose.country) : "UTC";
  byId("clock-place").textContent = offset >= 60 ? `${place} · ${span(offset)} ahead` : place;
}
