// Peer: a plain broadcast loop with grammY; nothing is stored.
import { Api } from "grammy";

const [apiRoot, token, people] = process.argv.slice(2);
const api = new Api(token, { apiRoot });
const text = "School starts on Monday. The first lesson is about looking calmly at what goes round.";
const inFlight = 32;
let next = 1;

async function worker() {
  while (next <= Number(people)) {
    await api.sendMessage(next++, text);
  }
}

await Promise.all(Array.from({ length: inFlight }, worker));
setInterval(() => {}, 1_000_000); // until the bench has read the clock and ends us
