// What a search costs: bytes and requests of a first query, time of a query whose bytes have come, time of filters' counts.
//
//   node figures.mjs SITE [DELAY]      SITE: a published folder; DELAY: milliseconds that each answer takes
//   RANGES=0: of a host that answers a request for a part with the whole; STEP=5: every fifth query
//
// Bytes are those that a host sends which compresses text (page and scripts at gzip 9; the index is compressed already).
// Styles and fonts are those of every page and are not counted. Queries are those of the relevance set and those held out.

import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { queries } from "./project.mjs";
import { browser, over, serve } from "./site.mjs";

const [site, delay = "0"] = process.argv.slice(2);
const server = await serve(site, { delay: Number(delay), ranges: process.env.RANGES !== "0" });
const chromium = await browser();
const rank = (list, share) => list.slice().sort((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * share) - 1)];
const told = (name, list, unit = "") => console.log(`${name.padEnd(44)} p50 ${rank(list, 0.5)}${unit}  p95 ${rank(list, 0.95)}${unit}  max ${Math.max(...list)}${unit}`);
const wire = new Map();
const bytesOf = (seen) => {
  if (seen.name.endsWith(".bin")) return seen.bytes;
  if (!wire.has(seen.name)) wire.set(seen.name, gzipSync(fs.readFileSync(path.join(site, seen.name)), { level: 9 }).length);
  return wire.get(seen.name);
};

const bytes = [], withPage = [], requests = [], shown = [], wall = [], warm = [], counts = [];
const step = Number(process.env.STEP ?? 1), kinds = new Map();
for (const { kind, text } of [...queries(), ...queries({ held: true })].filter((_, i) => i % step === 0)) {
  const context = await chromium.newContext();
  const page = await context.newPage();
  server.seen.length = 0;
  const start = performance.now();
  await page.goto(`${server.address}tim-kiem/?q=${encodeURIComponent(text)}`, { waitUntil: "commit" });
  await over(page);
  wall.push(Math.round(performance.now() - start));
  const index = server.seen.filter((s) => s.name.includes("chi-muc/") || /\/search\.[0-9a-f]+\.js$/.test(s.name));
  const document = server.seen.filter((s) => s.name === "tim-kiem/index.html");
  bytes.push(Math.round(index.reduce((n, s) => n + bytesOf(s), 0) / 102.4) / 10);
  withPage.push(Math.round([...index, ...document].reduce((n, s) => n + bytesOf(s), 0) / 102.4) / 10);
  requests.push(index.length);
  shown.push(await page.locator("#search li[data-id]").count());
  kinds.set(kind, [...(kinds.get(kind) ?? []), bytes.at(-1)]);
  // A second time: everything is there but the answer itself.
  warm.push(await page.evaluate(async (q) => {
    await window.doithoai.search(`${q} `.trim() + " zzz".repeat(0), { limit: 5 });
    await window.doithoai.search("a", { limit: 1 });
    const from = performance.now();
    await window.doithoai.search(q, { limit: 5 });
    return Math.round((performance.now() - from) * 10) / 10;
  }, text));
  if (counts.length < 12 && (await page.isVisible(".search-filters"))) {
    const from = performance.now();
    await page.click(".search-filters summary");
    await page.waitForSelector(".search-facets fieldset");
    await page.click(".search-filters summary");
    await page.click(".search-filters summary");
    const again = await page.evaluate(async () => {
      const box = document.querySelector(".search-facets input");
      const start = performance.now();
      const seen = new Promise((done) => new MutationObserver(done).observe(document.querySelector(".search-facets"), { childList: true }));
      box.click();
      await seen;
      return performance.now() - start;
    });
    counts.push(Math.round(again));
    if (counts.length === 1) console.log(`filters, first time with loading                ${Math.round(performance.now() - from)} ms`);
  }
  await context.close();
}
const walk = (folder) => fs.readdirSync(folder, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(path.join(folder, e.name)) : [path.join(folder, e.name)]));
const files = walk(path.join(site, "tim-kiem/chi-muc"));
const kind = (test) => files.filter((f) => test(path.relative(path.join(site, "tim-kiem/chi-muc"), f)));
const size = (list) => Math.round(list.reduce((n, f) => n + fs.statSync(f).size, 0) / 1024);
const texts = kind((f) => f.startsWith("t/")), bundles = kind((f) => f.startsWith("goi")), others = kind((f) => !f.includes(path.sep));
console.log(`files: ${others.length} of the index (${size(others)} KB), ${texts.length} of texts (${size(texts)} KB), ${bundles.length} for file: (${size(bundles)} KB)`);
console.log(`page with root: ${fs.statSync(path.join(site, "tim-kiem/index.html")).size} bytes, ${bytesOf({ name: "tim-kiem/index.html" })} compressed`);
told("first query, KB (script and index)", bytes);
for (const [kind, list] of kinds) told(`  ${kind}`, list);
told("first query, KB (page, script and index)", withPage);
told("requests of a first query (script and index)", requests);
told("results that a first query shows", shown);
told(`first query from the address to results, ${delay} ms`, wall, " ms");
told("a query whose bytes have come", warm, " ms");
told("counts of filters, columns loaded", counts, " ms");
await chromium.close();
server.close();
