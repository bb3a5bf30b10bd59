// Peer (d): the same quiz with grammY's session in memory, on Node's own HTTP server.
import { createServer } from "node:http";
import { Bot, InlineKeyboard, session, webhookCallback } from "grammy";

const [api, token, port, secret] = process.argv.slice(2);
const questions = [1, 2, 3, 4, 5].map((n) => ({ text: `Question ${n}: what would you do first?`, right: n % 4 }));
const choices = ["Tell somebody", "Wait a while", "Ask who it is", "Show a friend"];

const keyboard = (questionNo) =>
  choices.reduce((made, label, n) => made.text(label, `${questionNo}:${n}`).row(), new InlineKeyboard());

const bot = new Bot(token, { client: { apiRoot: api } });
bot.use(session({ initial: () => ({ answers: [] }) }));

bot.command("quiz", async (context) => {
  context.session.answers = [];
  await context.reply(questions[0].text, { reply_markup: keyboard(0) });
});

bot.on("callback_query:data", async (context) => {
  const [questionNo, choiceNo] = context.callbackQuery.data.split(":").map(Number);
  const right = choiceNo === questions[questionNo].right;
  context.session.answers.push(right);
  await context.answerCallbackQuery();
  const said = right ? "Right." : "Not quite.";
  const following = questionNo + 1;
  if (following === questions.length) {
    const score = context.session.answers.filter(Boolean).length;
    await context.editMessageText(`${said} You got ${score} of ${questions.length}.`);
    return;
  }
  await context.editMessageText(`${said}\n\n${questions[following].text}`, { reply_markup: keyboard(following) });
});

createServer(webhookCallback(bot, "http", { secretToken: secret })).listen(Number(port), "127.0.0.1", () =>
  bot.api.setWebhook(`http://127.0.0.1:${port}/telegram/webhook`, { secret_token: secret }),
);
