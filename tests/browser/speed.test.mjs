// What a page costs its reader: bytes over the wire, what blocks it, what moves while it loads.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { browser, build, serve, temporary } from "./site.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** What a question's page may weigh, fonts apart: they are fetched once and kept. */
const WEIGHT = 60 * 1024;

let out, server, chromium, kinds;

/** The heaviest page of a kind. */
function heaviest(kind) {
  const pages = fs.readdirSync(out, { recursive: true }).filter((name) => path.basename(name) === "index.html")
    .map((name) => ({ page: path.posix.dirname(name.split(path.sep).join("/")), text: fs.readFileSync(path.join(out, name), "utf8") }))
    .filter(({ text }) => text.includes(`data-kind="${kind}"`));
  const { page } = pages.reduce((best, other) => (other.text.length > best.text.length ? other : best));
  return page === "." ? "" : `${page}/`;
}

before(async () => {
  out = process.env.SAMPLE ?? temporary();
  if (!process.env.SAMPLE) build(repository, out);
  kinds = Object.fromEntries(["home", "question", "unit", "round", "statistics", "search"].map((kind) => [kind, heaviest(kind)]));
  server = await serve(out, { prefix: "/truong/" });
  chromium = await browser();
}, { timeout: 300_000 });

after(async () => {
  await chromium?.close();
  server?.close();
});

/** Bytes of a file as a host sends it: text packed, what is packed already as it is. */
function sent(name) {
  const bytes = fs.readFileSync(path.join(out, name === "" || name.endsWith("/") ? `${name}index.html` : name));
  return /\.(html|css|js|svg|json|xml)$/.test(name) || name.endsWith("/") || name === "" ? gzipSync(bytes).length : bytes.length;
}

/** Opens a page, its fonts `late` milliseconds after they were asked for, and gives what it asked for and the page itself. */
async function opened(at, { late = 0, ...options }, look) {
  const context = await chromium.newContext(options);
  const page = await context.newPage();
  if (late) await page.route("**/*.woff2", async (route) => { await new Promise((done) => setTimeout(done, late)); await route.continue(); });
  const seen = server.seen.length;
  await page.goto(server.address + at, { waitUntil: "networkidle" });
  const result = await look(page);
  await context.close();
  return { result, asked: server.seen.slice(seen).map((request) => request.name) };
}

test("a question's page weighs less than 60 KB without its fonts", { timeout: 120_000 }, async () => {
  const { asked } = await opened(kinds.question, { viewport: { width: 360, height: 740 } }, () => {});
  const counted = asked.filter((name) => !name.endsWith(".woff2") && fs.existsSync(path.join(out, name)));
  const weight = counted.reduce((sum, name) => sum + sent(name === `${kinds.question}index.html` ? kinds.question : name), 0);
  assert.ok(counted.length >= 3, `${asked}`);
  assert.ok(weight < WEIGHT, `${weight} bytes: ${counted.map((name) => `${name} ${sent(name)}`)}`);
  assert.ok(!asked.some((name) => name.endsWith("anh.png")), "the picture of a link is not for readers");
});

test("a page has one stylesheet, and no script holds it up", { timeout: 60_000 }, () => {
  for (const [kind, at] of Object.entries(kinds)) {
    const text = fs.readFileSync(path.join(out, at, "index.html"), "utf8");
    assert.equal([...text.matchAll(/<link[^>]* rel="stylesheet"/g)].length, 1, kind);
    const scripts = [...text.matchAll(/<script[^>]* src="[^"]*"[^>]*>/g)].map(([tag]) => tag);
    assert.deepEqual(scripts.filter((tag) => !/ (defer|async|type="module")/.test(tag)), [], kind);
  }
});

test("next to nothing on a page moves when its fonts come at once, and little when they come late", { timeout: 480_000 }, async () => {
  const moved = [];
  for (const late of [0, 400])
  for (const width of [360, 1280]) {
    for (const [kind, at] of Object.entries(kinds)) {
      const { result } = await opened(at, { viewport: { width, height: 740 }, late }, (page) => page.evaluate(async () => {
        await document.fonts.ready;
        return new Promise((done) => {
          const shifts = [];
          new PerformanceObserver((list) => shifts.push(...list.getEntries().filter((e) => !e.hadRecentInput))).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(shifts.map((e) => ({ value: e.value, what: e.sources?.map((s) => s.node?.className || s.node?.nodeName).join() }))), 300);
        });
      }));
      // A tenth of what counts as good; where a font takes the place of another a line may break elsewhere, and half of it.
      const much = result.reduce((sum, { value }) => sum + value, 0);
      if (much >= (late ? 0.05 : 0.01)) moved.push(`${kind} at ${width}, ${late} ms: ${JSON.stringify(result)}`);
    }
  }
  assert.deepEqual(moved, []);
});
