// Lighthouse over four kinds of pages of a site that was built: a table of its scores, and what it finds wanting.
//
//   npm install --no-save lighthouse
//   CHROMIUM=/usr/bin/chromium SAMPLE=/path/to/site RUNS=3 node lighthouse.mjs
//
// RUNS tells of each page the fastest of several reports; DETAILS=/path/to/folder keeps that one.
// No test of the suite: it takes minutes, and its score of speed is that of the machine it runs on.

import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import http from "node:http";
import { fileURLToPath } from "node:url";
import { build, temporary } from "./site.mjs";

const folder = path.dirname(fileURLToPath(import.meta.url));
const out = process.env.SAMPLE ?? temporary();
if (!process.env.SAMPLE) build(path.join(folder, "../.."), out);

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".png": "image/png" };

// As hosts do it: text packed, what has its digest in its name kept for good.
const server = http.createServer((request, response) => {
  let name = decodeURIComponent(request.url.split("?")[0]).slice(1);
  if (name === "" || name.endsWith("/")) name += "index.html";
  const file = path.join(out, name);
  if (file.includes("..") || !fs.existsSync(file)) return response.writeHead(404).end();
  const packed = /\.(html|css|js|svg|json|txt)$/.test(name);
  const head = { "content-type": TYPES[path.extname(name)] ?? "application/octet-stream", "cache-control": name.startsWith("giao-dien/") ? "max-age=31536000, immutable" : "no-cache" };
  if (packed) head["content-encoding"] = "gzip";
  response.writeHead(200, head);
  response.end(packed ? zlib.gzipSync(fs.readFileSync(file)) : fs.readFileSync(file));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));

const PAGES = { home: "", question: process.env.QUESTION ?? "dot/2023-2024/khoa-cntt/y-kien/001/", unit: process.env.UNIT ?? "don-vi/khoa-cntt/", statistics: "thong-ke/" };
const cli = path.join(process.env.LIGHTHOUSE ?? path.join(folder, "node_modules/lighthouse"), "cli/index.js");

const reports = temporary();
const RUNS = Number(process.env.RUNS ?? 1);

/** One report on a page; the machine's other work only ever slows it, so of several the fastest is nearest the truth. */
async function report(kind, at, run) {
  const file = path.join(reports, `${kind}-${run}.json`);
  const flags = ["--output=json", `--output-path=${file}`, "--quiet", "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking"];
  await new Promise((done) => execFile(process.execPath, [cli, `http://127.0.0.1:${server.address().port}/${at}`, ...flags], { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" } }, done));
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

console.log("| page | performance | accessibility | best practices | SEO | first paint | largest paint | blocked | moved | requests | KB | wanting |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
for (const [kind, at] of Object.entries(PAGES)) {
  let best;
  for (let run = 0; run < RUNS; run++) {
    const one = await report(kind, at, run);
    if (!best || one.categories.performance.score > best.categories.performance.score) best = one;
  }
  const { categories, audits } = best;
  const wanting = Object.values(categories).flatMap((c) => c.auditRefs).filter((r) => audits[r.id].score !== null && audits[r.id].score < 0.9 && audits[r.id].scoreDisplayMode !== "informative").map((r) => `${r.id} ${audits[r.id].displayValue ?? ""}`.trim());
  if (process.env.DETAILS) fs.writeFileSync(path.join(process.env.DETAILS, `${kind}.json`), JSON.stringify(best));
  const score = (id) => categories[id].score?.toFixed(2) ?? "none";
  const shown = (id) => audits[id].displayValue ?? audits[id].numericValue ?? "";
  const sent = audits["network-requests"].details.items;
  const kb = Math.round(sent.reduce((sum, r) => sum + (r.transferSize ?? 0), 0) / 1024);
  console.log(`| ${kind} | ${score("performance")} | ${score("accessibility")} | ${score("best-practices")} | ${score("seo")} | ${shown("first-contentful-paint")} | ${shown("largest-contentful-paint")} | ${shown("total-blocking-time")} | ${shown("cumulative-layout-shift")} | ${sent.length} | ${kb} | ${[...new Set(wanting)].join(", ")} |`);
}
server.close();
