// What a reader meets on long pages, on a phone and on paper: lists that fold and nothing lost by it, code that scrolls
// in its own box, a limit said once, figures that say what they count.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, build, programOf, serve, temporary } from "./site.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const PHONE = { width: 360, height: 740 };
const ROUND = "dot/2023-2024/";

let out, server, chromium;

before(async () => {
  out = process.env.SAMPLE ?? temporary();
  if (!process.env.SAMPLE) build(repository, out);
  server = await serve(out);
  chromium = await browser();
}, { timeout: 300_000 });

after(async () => {
  await chromium?.close();
  server?.close();
});

/** Opens a page without scripts' help and hands it over. */
async function on(at, options, look) {
  const context = await chromium.newContext({ viewport: PHONE, ...options });
  const page = await context.newPage();
  await page.goto(server.address + at);
  const result = await look(page);
  await context.close();
  return result;
}

test("a round's page is at most twelve screens of a phone, and all of it is in the page", { timeout: 180_000 }, async () => {
  await on(ROUND, { javaScriptEnabled: false }, async (page) => {
    const screens = (await page.locator("html").boundingBox()).height / PHONE.height;
    assert.ok(screens <= 12, `${screens} screens`);
    for (const [part, row] of [["#phan-ke-hoach", ".schedule > li"], ["#phan-doi-thoai", ".row"], ["#phan-van-ban", ".row"]]) {
      const said = await page.locator(`.jumps a[href="${part}"] + small`).textContent();
      assert.equal(await page.locator(`${part} ${row}`).count(), Number(said), part);
    }
    // A list that goes on behind a fold goes on counting.
    const lists = page.locator("#phan-ke-hoach .schedule");
    assert.equal(await lists.count(), 2);
    assert.equal(Number(await lists.nth(1).getAttribute("start")), (await lists.nth(0).locator("> li").count()) + 1);
    const fold = page.locator("#phan-doi-thoai .fold").first();
    const hidden = fold.locator(".row").first();
    assert.equal(await hidden.isVisible(), false);
    await fold.locator("summary").click();
    assert.equal(await hidden.isVisible(), true);
  });
});

test("what is folded on the screen is on paper", { timeout: 180_000 }, async () => {
  await on(ROUND, {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    const folds = await page.locator(".fold").evaluateAll((all) => all.map((fold) => ({
      // A heading stays, an invitation to open goes.
      summary: fold.querySelector("summary").offsetHeight > 0 !== Boolean(fold.querySelector("summary h2")),
      lost: [...fold.querySelectorAll("li")].filter((row) => row.getBoundingClientRect().height === 0 || !row.checkVisibility({ contentVisibilityAuto: true })).length,
    })));
    assert.ok(folds.length >= 4, `${folds.length}`);
    assert.deepEqual(folds.filter((fold) => fold.summary || fold.lost), []);
  });
});

test("code does not wrap: it scrolls in its own box, with the keyboard too", { timeout: 180_000 }, async () => {
  await on("huong-dan-nhap-tep/", {}, async (page) => {
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "the page scrolls sideways");
    const boxes = await page.locator("pre").evaluateAll((all) => all.map((box) => ({ tab: box.tabIndex, wide: box.scrollWidth > box.clientWidth, white: getComputedStyle(box).whiteSpace })));
    assert.ok(boxes.some((box) => box.wide), "no line of this guide is long");
    assert.deepEqual(boxes.filter((box) => box.tab !== 0 || box.white !== "pre"), []);
    const wide = page.locator("pre").nth(boxes.findIndex((box) => box.wide));
    await wide.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((box) => box.scrollLeft > 0, await wide.elementHandle());
    await page.emulateMedia({ media: "print" });
    const cut = await page.locator("pre").evaluateAll((all) => all.filter((box) => box.scrollWidth > box.clientWidth).length);
    assert.equal(cut, 0, "cut off on paper");
  });
});

test("a step past its limit is not called under way as well", { timeout: 240_000 }, () => {
  const early = temporary();
  execFileSync(programOf(), ["build", repository, "--out", early, "--as-of", "2024-04-02"], { stdio: ["ignore", "ignore", "inherit"] });
  const text = fs.readFileSync(path.join(early, ROUND, "index.html"), "utf8");
  const steps = text.split(/<li id="buoc-/).slice(1).map((step) => step.split("</li>")[0]);
  const marks = [...text.matchAll(/<li data-progress="[^]*?<\/li>/g)].map(([mark]) => mark);
  const overdue = [...steps, ...marks].filter((one) => one.includes('data-deadline="overdue"'));
  assert.ok(overdue.some((one) => steps.includes(one)) && overdue.some((one) => marks.includes(one)), "none is overdue on that day");
  assert.deepEqual(overdue.filter((one) => one.includes("Đang diễn ra")), []);
});

test("every rate says what it is a part of", { timeout: 180_000 }, async () => {
  for (const at of ["", ROUND, "don-vi/khoa-cntt/", "linh-vuc/hoc-phi/", "en/don-vi/khoa-cntt/"]) {
    const bases = await on(at, {}, (page) => page.locator(".figures [data-denominator]").evaluateAll((all) => all.map((f) => f.querySelector("small")?.textContent ?? "")));
    assert.ok(bases.length > 0, at);
    assert.deepEqual(bases.filter((base) => !/\d.*\p{L}{2,}.*\p{L}{2,}/u.test(base)), [], at);
  }
});

test("a limit that is itself too late is called so", () => {
  const text = fs.readFileSync(path.join(out, "qua-han/index.html"), "utf8");
  const said = [...text.matchAll(/datetime="([^"]+)" data-due="([^"]+)">([^<]+)</g)];
  assert.ok(said.some(([, due, holds]) => holds < due), "no limit of this list is written “trước”");
  for (const [, due, holds, words] of said) if (/^\d{4}-\d\d-\d\d$/.test(due)) assert.equal(words.startsWith("trước "), holds < due, words);
});

test("crumbs of two lines cover none of those above", { timeout: 180_000 }, async () => {
  for (const width of [320, 360, 412]) {
    const links = await on("dot/2023-2024/khoa-cntt/y-kien/001/", { viewport: { width, height: 740 } }, (page) =>
      page.locator(".trail a").evaluateAll((all) => all.map((a) => a.getBoundingClientRect().toJSON())));
    assert.ok(links.length >= 4);
    for (const [i, a] of links.entries()) {
      assert.ok(a.height >= 24, `${width}: ${a.height}`);
      for (const b of links.slice(i + 1)) assert.ok(a.bottom <= b.top + 0.5 || a.right <= b.left, `${width}: ${JSON.stringify([a, b])}`);
    }
  }
});
