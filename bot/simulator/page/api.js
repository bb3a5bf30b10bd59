/** The control API of the simulator: plain JSON over fetch, news over Server-Sent Events. */

async function call(method, path, body) {
  const request = { method };
  if (body instanceof FormData) request.body = body;
  else if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers = { "Content-Type": "application/json" };
  }
  const response = await fetch(path, request);
  const text = await response.text();
  const answer = parse(text);
  if (!response.ok) throw new Error(answer?.error ?? answer?.description ?? `${response.status} ${response.statusText}`);
  return answer;
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

const person = (id, rest) => `/sim/people/${encodeURIComponent(id)}/${rest}`;

export const api = {
  state: () => call("GET", "/sim/state"),
  messages: (id) => call("GET", person(id, "messages")),
  send: (id, text) => call("POST", person(id, "send"), { text }),
  tap: (id, messageId, data) => call("POST", person(id, "tap"), { message_id: messageId, data }),
  block: (id, blocked) => call("POST", person(id, "block"), { blocked }),
  makePerson: (fields) => call("POST", "/sim/people", fields),
  advance: (seconds) => call("POST", "/sim/clock", { advance: seconds }),
  addFault: (fault) => call("POST", "/sim/faults", fault),
  clearFaults: () => call("DELETE", "/sim/faults"),
  file(id, kind, file, caption = "") {
    const form = new FormData();
    form.append("kind", kind);
    form.append("caption", caption);
    form.append("file", file, file.name);
    return call("POST", person(id, "file"), form);
  },
};

/** Listen to the server's news; the browser reconnects by itself and `onOpen` then catches up. */
export function listen({ onEvent, onOpen, onLost }) {
  const source = new EventSource("/sim/events");
  source.addEventListener("open", onOpen);
  source.addEventListener("error", onLost);
  source.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
  addEventListener("pagehide", () => source.close());
}
