// Annotates the texts of a JSONL file with one of the peers, once for each line that comes on
// standard input, and answers each with the number of names and dates that it found. The
// texts are read and the model is loaded before the first answer, which is to an empty line.
//
//   node peers.mjs PEER FILE
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const peers = {
  // Tokens, sentences, negation, sentiment, tags and entities, which are dates and numbers:
  // wink's model of English has no names.
  async wink() {
    const { default: wink } = await import("wink-nlp");
    const { default: model } = await import("wink-eng-lite-web-model");
    const nlp = wink(model);
    return (text) => nlp.readDoc(text).entities().out().length;
  },
  // Tokens, sentences, tags and names.
  async compromise() {
    const { default: nlp } = await import("compromise");
    return (text) => nlp(text).topics().out("array").length;
  },
  // The same and dates.
  async "compromise-dates"() {
    const { default: nlp } = await import("compromise");
    const { default: dates } = await import("compromise-dates");
    nlp.plugin(dates);
    return (text) => {
      const doc = nlp(text);
      return doc.topics().out("array").length + doc.dates().get().length;
    };
  },
};

const [peer, file] = process.argv.slice(2);
const annotate = await peers[peer]();
const texts = readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line).text);
for await (const line of createInterface({ input: process.stdin })) {
  let found = 0;
  if (line) for (const text of texts) found += annotate(text);
  console.log(found);
}
