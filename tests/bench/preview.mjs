// How long the preview takes: from its start to the first page, from a save to the page that shows it.
//
//   DOITHOAI=path/to/doithoai node tests/bench/preview.mjs PROJECT [SAVES [MINUTES]]
//
// PROJECT is copied, so that nothing of it changes. A save is a question's file written anew with a line more; the page is
// asked for when the event arrives that open pages hear, and must hold that line. Saves come one after another, each when
// the rules have had their time. With MINUTES it goes on saving that long, and its memory is told ten times on the way:
// what it holds must not grow. Times are of the whole way: file, watcher, quiet time, reading, linking, plan, page, HTTP.

import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

const [project, saves = "40", minutes = "0"] = process.argv.slice(2);
const pause = Number(process.env.PAUSE ?? 300);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "doithoai-bench-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
for (const part of ["content", "themes"]) {
  if (fs.existsSync(path.join(project, part))) fs.cpSync(path.join(project, part), path.join(folder, part), { recursive: true });
}
const now = () => performance.now();
const get = (url) => new Promise((done, failed) => http.get(url, (answer) => {
  let text = "";
  answer.setEncoding("utf8").on("data", (piece) => { text += piece; }).on("end", () => done(text));
}).on("error", failed));
const walk = (at) => fs.readdirSync(at, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(path.join(at, e.name)) : [path.join(at, e.name)]));
const rank = (list, share) => list.slice().sort((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * share) - 1)];
const told = (name, list) => console.log(`${name.padEnd(44)} p50 ${rank(list, 0.5).toFixed(1)} ms  p95 ${rank(list, 0.95).toFixed(1)} ms  max ${Math.max(...list).toFixed(1)} ms`);

const questions = walk(path.join(folder, "content")).filter((file) => /\/questions\/[^/_]+\.md$/.test(file) && !file.endsWith(".en.md"));
const started = now();
const child = spawn(process.env.DOITHOAI, ["serve", folder, "--port", "0", "--quiet"], { stdio: ["ignore", "pipe", "ignore"] });
process.on("exit", () => child.kill());
const address = await new Promise((done) => child.stdout.once("data", (text) => done(String(text).trim())));
const ready = now() - started;
await get(address);
console.log(`${questions.length} questions; address after ${ready.toFixed(0)} ms, first page after ${(now() - started).toFixed(0)} ms`);

let heard = () => {};
http.get(`${address}__doithoai/events`, (answer) => answer.setEncoding("utf8").on("data", (text) => text.includes("data: ") && heard(now())));
await new Promise((done) => { heard = done; });
const events = [], pages = [], again = [], written = new Map();
const memory = (name) => Number(fs.readFileSync(`/proc/${child.pid}/status`, "utf8").match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024;
const began = now(), lasts = Number(minutes) * 60_000;
let nextTold = lasts / 10;
for (let n = 0; n < Number(saves) || now() - began < lasts; n++) {
  if (lasts && now() - began > nextTold) {
    console.log(`${(nextTold / 60_000).toFixed(1)} min, ${n} saves: ${memory("VmRSS").toFixed(0)} MB`);
    nextTold += lasts / 10;
  }
  const file = questions[(n * 7919) % questions.length];
  const [, round, dialogue, slug] = file.match(/rounds\/([^/]+)\/([^/]+)\/questions\/([^/]+)\.md$/);
  const page = `${address}dot/${round}/${dialogue}/y-kien/${slug}/`;
  // In the place of the last one, so that what grows is not the project.
  if (!written.has(file)) written.set(file, fs.readFileSync(file, "utf8"));
  const text = `${written.get(file)}\nDòng mới số ${n}.\n`;
  const event = new Promise((done) => { heard = done; });
  const from = now();
  fs.writeFileSync(file, text);
  const at = await event;
  let html = await get(page);
  while (!html.includes(`Dòng mới số ${n}.`)) html = await get(page);
  pages.push(now() - from);
  events.push(at - from);
  const warm = now();
  await get(page);
  again.push(now() - warm);
  await new Promise((done) => setTimeout(done, pause));
}
told("save to event", events);
told("save to page shown", pages);
told("a page that is asked for again", again);
console.log(`memory now ${memory("VmRSS").toFixed(0)} MB, most ${memory("VmHWM").toFixed(0)} MB`);
child.kill();
process.exit(0);
