// Lighthouse over four kinds of pages of a site that was built: a table of its scores, and what it finds wanting.
//
//   npm install --no-save lighthouse
//   CHROMIUM=/usr/bin/chromium SAMPLE=/path/to/site node lighthouse.mjs
//
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

console.log("| page | performance | accessibility | best practices | SEO | wanting |\n| --- | --- | --- | --- | --- | --- |");
for (const [kind, at] of Object.entries(PAGES)) {
  const report = path.join(reports, `${kind}.json`);
  const flags = ["--output=json", `--output-path=${report}`, "--quiet", "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking"];
  await new Promise((done) => execFile(process.execPath, [cli, `http://127.0.0.1:${server.address().port}/${at}`, ...flags], { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" } }, done));
  const { categories, audits } = JSON.parse(fs.readFileSync(report, "utf8"));
  const wanting = Object.values(categories).flatMap((c) => c.auditRefs).filter((r) => r.weight > 0 && audits[r.id].score !== null && audits[r.id].score < 0.9).map((r) => `${r.id} ${audits[r.id].displayValue ?? ""}`.trim());
  const score = (id) => categories[id].score?.toFixed(2) ?? "none";
  console.log(`| ${kind} | ${score("performance")} | ${score("accessibility")} | ${score("best-practices")} | ${score("seo")} | ${[...new Set(wanting)].join(", ")} |`);
}
server.close();
