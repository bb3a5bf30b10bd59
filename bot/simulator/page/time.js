/** The simulated clock, and times as a person's phone writes them. */

const MAIN_ZONE = {
  AR: "America/Argentina/Buenos_Aires", AU: "Australia/Sydney", BR: "America/Sao_Paulo", CA: "America/Toronto",
  CD: "Africa/Kinshasa", CL: "America/Santiago", CN: "Asia/Shanghai", EC: "America/Guayaquil", ES: "Europe/Madrid",
  FM: "Pacific/Pohnpei", ID: "Asia/Jakarta", KI: "Pacific/Tarawa", KZ: "Asia/Almaty", MH: "Pacific/Majuro",
  MN: "Asia/Ulaanbaatar", MX: "America/Mexico_City", MY: "Asia/Kuala_Lumpur", NZ: "Pacific/Auckland",
  PG: "Pacific/Port_Moresby", PS: "Asia/Gaza", PT: "Europe/Lisbon", RU: "Europe/Moscow", UA: "Europe/Kyiv",
  US: "America/New_York", UZ: "Asia/Tashkent", VN: "Asia/Ho_Chi_Minh",
};

let base = Date.now();
let heard = performance.now();

/** Take over the server's time. */
export function setNow(value) {
  base = toDate(value).getTime();
  heard = performance.now();
}

/** The simulated time, running on from what the server last said. */
export const now = () => new Date(base + performance.now() - heard);

/** Read a time given as text or as seconds since 1970. */
export const toDate = (value) => new Date(typeof value === "number" ? value * 1000 : value);

/** The zone a person's phone is set to. */
export function zoneOf(person) {
  if (person.time_zone) return person.time_zone;
  const code = person.country ?? "";
  if (code in MAIN_ZONE) return MAIN_ZONE[code];
  const locale = code ? new Intl.Locale(`und-${code}`) : null;
  return locale?.getTimeZones?.()?.[0] ?? locale?.timeZones?.[0] ?? "UTC";
}

/** Browsers without Nepali still write its digits when asked through Hindi, which shares them. */
const STAND_IN = { ne: "hi-IN-u-nu-deva" };

function localeOf(person) {
  const [language] = person.language_code.split("-");
  if (Intl.DateTimeFormat.supportedLocalesOf(language).length === 0) return STAND_IN[language] ?? "en-GB";
  return person.country ? `${language}-${person.country}` : language;
}

const formats = new Map();

function format(person, name, options) {
  const key = `${localeOf(person)} ${zoneOf(person)} ${name}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(localeOf(person), { ...options, timeZone: zoneOf(person) }));
  }
  return formats.get(key);
}

/** The time of day on a person's phone. */
export const clockOn = (person, date) =>
  format(person, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);

/** The day as a stable text, to compare days in a person's zone. */
export function dayKey(person, date) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zoneOf(person) }).format(date);
}

/** The day as the line between messages shows it. */
export function dayLine(person, date, words) {
  const key = dayKey(person, date);
  if (key === dayKey(person, now())) return words.today;
  if (key === dayKey(person, new Date(now().getTime() - 86_400_000))) return words.yesterday;
  if (words.months) return writtenDay(person, key, words);
  return format(person, "day", { weekday: "long", day: "numeric", month: "long" }).format(date);
}

function writtenDay(person, key, words) {
  const [, month, day] = key.split("-").map(Number);
  const number = new Intl.NumberFormat(localeOf(person)).format(day);
  return `${words.weekdays[new Date(key).getUTCDay()]}, ${number} ${words.months[month - 1]}`;
}

/** Seconds from now until the next time it is this hour where the person lives. */
export function secondsUntil(person, hour) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zoneOf(person), hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  }).formatToParts(now());
  const read = (type) => Number(parts.find((part) => part.type === type).value);
  const today = read("hour") * 3600 + read("minute") * 60 + read("second");
  return ((hour * 3600 - today + 86_400 - 1) % 86_400) + 1;
}

/** A length of time in at most two units, for people who run the simulator. */
export function span(seconds) {
  const units = [["d", 86_400], ["h", 3600], ["min", 60]];
  const parts = [];
  let rest = Math.round(seconds);
  for (const [name, size] of units) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)} ${name}`);
    rest %= size;
  }
  return parts.slice(0, 2).join(" ");
}
