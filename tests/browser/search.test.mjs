// How the search page behaves: what it shows, counts and remembers, and what it does when something is wrong.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { browser, build, over, serve, temporary } from "./site.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const repository = fileURLToPath(new URL("../..", import.meta.url));
let out, server, chromium;

before(async () => {
  out = process.env.SAMPLE ?? temporary();
  if (!process.env.SAMPLE) build(repository, out);
  server = await serve(out, { prefix: "/truong/doi-thoai/" });
  chromium = await browser();
}, { timeout: 300_000 });

after(async () => {
  await chromium?.close();
  server?.close();
});

async function open(query, { path = "tim-kiem/", wait = true, ...options } = {}) {
  const page = await chromium.newPage(options);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  await page.goto(`${server.address}${path}${query}`);
  if (wait) await over(page);
  return page;
}
const state = (page) => page.getAttribute("#search", "data-state");
const total = (page) => page.getAttribute("#search [role=status]", "data-total").then(Number);
const ids = (page) => page.$$eval("#search li[data-id]", (items) => items.map((item) => item.dataset.id));

test("results have a link first, the state and the unit, and lead to pages that exist below a sub-path", async () => {
  const page = await open("?q=h%E1%BB%8Dc+ph%C3%AD");
  assert.equal(await state(page), "done");
  assert.ok((await total(page)) >= 5);
  const hit = await page.$eval("#search li[data-id]:nth-child(2)", (item) => ({
    href: item.querySelector("a").href, first: item.querySelector("a, span, p").querySelector("a") !== null,
    chip: item.querySelector(".chip")?.dataset.state, marks: item.querySelectorAll("mark").length, meta: item.querySelector(".row-meta").textContent,
  }));
  assert.ok(hit.first && hit.marks > 0 && hit.chip && hit.meta.includes("Phòng"), JSON.stringify(hit));
  const answer = await page.goto(hit.href);
  assert.equal(answer.status(), 200);
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("the English page finds translated words and leads to English pages", async () => {
  const page = await open("?q=tuition", { path: "en/tim-kiem/" });
  assert.equal(await state(page), "done");
  const first = await page.$eval("#search li[data-id] a", (a) => ({ href: a.href, text: a.textContent }));
  assert.ok(first.href.includes("/en/") && /tuition/i.test(first.text), JSON.stringify(first));
  await page.close();
});

test("counts of filters are exact, filters narrow, and the address and the back button keep up", async () => {
  const page = await open("?q=%C4%91%C4%83ng+k%C3%BD");
  const all = await total(page);
  await page.click(".search-filters summary");
  const box = page.locator(".search-facets input[name=loai]").first();
  await box.waitFor();
  const [value, count] = await box.evaluate((e) => [e.value, Number(e.closest("label").querySelector("small").textContent)]);
  await box.check();
  await page.waitForFunction((n) => document.querySelector("#search [role=status]").dataset.total === String(n), count);
  assert.ok(count < all);
  assert.equal(new URL(page.url()).searchParams.get("loai"), value);
  const { total: told } = await page.evaluate(([v]) => window.doithoai.search("đăng ký", { filters: { loai: v } }), [value]);
  assert.equal(told, count);
  await page.goBack();
  await page.waitForFunction((n) => document.querySelector("#search [role=status]").dataset.total === String(n), all);
  await page.close();
  const linked = await open(`?q=%C4%91%C4%83ng+k%C3%BD&loai=${value}`);
  assert.equal(await total(linked), count);
  await linked.close();
  const unknown = await open("?q=%C4%91%C4%83ng+k%C3%BD&don-vi=khong-co");
  assert.deepEqual([await state(unknown), await total(unknown), await ids(unknown)], ["done", 0, []]);
  await unknown.close();
});

test("the newest come first when asked for, and a filter alone lists its records", async () => {
  const page = await open("?q=sinh+vi%C3%AAn&sap-xep=ngay");
  const days = await page.$$eval("#search li[data-id] time", (all) => all.map((t) => t.dateTime));
  assert.ok(days.length > 2);
  assert.deepEqual(days, days.slice().sort().reverse());
  await page.close();
  const listed = await open("?loai=unit");
  assert.ok((await total(listed)) > 3);
  await listed.close();
});

test("by keyboard alone: slash, typing, arrows, Enter", async () => {
  const page = await open("", { wait: false });
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("thu vien");
  await over(page);
  await page.waitForFunction(() => new URLSearchParams(location.search).get("q") === "thu vien");
  await page.keyboard.press("ArrowDown");
  const href = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(href);
  await page.goBack();
  await over(page);
  assert.equal(await page.inputValue("#q"), "thu vien");
  await page.close();
  const home = await open("../", { path: "tim-kiem/", wait: false });
  await home.keyboard.press("/");
  await home.keyboard.type("ktx");
  await home.keyboard.press("Enter");
  await home.waitForURL(/tim-kiem\/\?q=ktx/);
  await over(home);
  assert.ok((await total(home)) > 0);
  await home.close();
});

test("bad input is answered", async () => {
  const page = await open("", { wait: false });
  for (const text of ["x".repeat(10_000), "học ".repeat(3000), "!!! ???", "😀👍🏽", "\u202eđảo\u202c", "<img src=x onerror=alert(1)>", "\ud800", "\0", "\"", "\"\"", "a", "%", "học\u0300\u0301\u0302", "constructor __proto__ toString"]) {
    const answer = await page.evaluate((q) => window.doithoai.search(q, { limit: 3 }), text);
    assert.ok(Number.isInteger(answer.total) && answer.hits.length <= 3, JSON.stringify(text.slice(0, 20)));
    await page.fill("#q", "");
    await page.evaluate((q) => { document.getElementById("q").value = q; document.getElementById("search-form").requestSubmit(); }, text);
    await over(page);
    assert.equal(await state(page), "done", JSON.stringify(text.slice(0, 20)));
  }
  assert.equal(await page.evaluate(() => document.querySelectorAll("#search img, #search script").length), 0);
  await page.evaluate(() => { document.getElementById("q").value = "học ".repeat(3000); document.getElementById("search-form").requestSubmit(); });
  await page.waitForFunction(() => document.querySelector(".search-note").textContent.includes("quá dài"));
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("a part of the index that is missing or damaged is said, and the rest is shown", async () => {
  const page = await open("?q=h%E1%BB%8Dc+ph%C3%AD");
  const before = await ids(page);
  await page.close();
  const shards = new Set(server.seen.filter((s) => /chi-muc\/[a-z2-7]+\.bin$/.test(s.name)).map((s) => s.name));
  const texts = new Set(server.seen.filter((s) => /chi-muc\/t\/\d+-[a-z2-7]+\.bin$/.test(s.name)).map((s) => s.name));
  assert.ok(shards.size && texts.size);
  const one = Array.from(texts)[0];
  for (const set of [server.broken, server.damaged]) {
    set.add(one);
    const partly = await open("?q=h%E1%BB%8Dc+ph%C3%AD");
    assert.equal(await state(partly), "done");
    const left = await ids(partly);
    assert.ok(left.length && left.length < before.length, String(left));
    assert.ok(await partly.isVisible(".search-note"));
    await partly.close();
    set.delete(one);
    shards.forEach((name) => set.add(name));
    const nothing = await open("?q=h%E1%BB%8Dc+ph%C3%AD");
    assert.equal(await state(nothing), "error");
    const said = await nothing.textContent("#search [role=status]");
    assert.ok(set === server.broken ? said.includes("tải lại") : said.length > 10, said);
    shards.forEach((name) => set.delete(name));
    await nothing.fill("#q", "ký túc xá");
    await nothing.waitForFunction(() => document.getElementById("search").dataset.state === "done");
    await nothing.close();
  }
});

test("parts of files are asked for, and a host that sends the whole sends no file twice", async () => {
  const asked = /chi-muc\/([a-z2-7]{8}|t\/\d+-[a-z2-7]+)\.bin$/, queries = ["học phí", "ký túc xá", "\"thư viện\"", "đăng ký học phần"];
  const plain = await serve(out, { ranges: false });
  const answers = [];
  for (const { address, seen } of [server, plain]) {
    const page = await chromium.newPage();
    seen.length = 0;
    await page.goto(`${address}tim-kiem/`);
    for (const text of queries) answers.push(await page.evaluate((q) => window.doithoai.search(q).then(({ total, hits }) => [total, ...hits.map((hit) => hit.id)].join()), text));
    await page.close();
  }
  assert.deepEqual(answers.slice(0, queries.length), answers.slice(queries.length));
  const parts = server.seen.filter((s) => asked.test(s.name) && s.status === 206);
  assert.ok(parts.length > 4 && parts.every((s) => s.bytes < fs.statSync(`${out}/${s.name}`).size), JSON.stringify(parts));
  const wholes = plain.seen.filter((s) => asked.test(s.name)).map((s) => s.name);
  assert.ok(wholes.length > 3);
  assert.deepEqual(wholes, Array.from(new Set(wholes)));
  plain.close();
});

test("a browser that keeps parts of files finds the same with them", async () => {
  const kept = await serve(out, { keeping: true });
  const context = await chromium.newContext();
  const answers = [], asked = [];
  // The second time the browser has some parts of a file and asks for others; the third time it has all.
  for (const queries of [["học phí", "ký túc xá"], ["\"thư viện\"", "học phí", "đăng ký học phần", "ký túc xá"], ["học phí", "ký túc xá"]]) {
    kept.seen.length = 0;
    const page = await context.newPage();
    await page.goto(`${kept.address}tim-kiem/`);
    const found = new Map();
    for (const text of queries) found.set(text, await page.evaluate((q) => window.doithoai.search(q).then(({ total, hits }) => [total, ...hits.map((hit) => hit.id)].join()), text));
    answers.push([found.get("học phí"), found.get("ký túc xá")]);
    asked.push(kept.seen.filter((s) => s.name.endsWith(".bin")).length);
    await page.close();
  }
  assert.ok(answers[0].every((answer) => answer.length > 20), JSON.stringify(answers));
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);
  assert.ok(asked[2] < asked[0], JSON.stringify(asked));
  await context.close();
  kept.close();
});
test("a page that is older than the index says so", async () => {
  // What hosts send in place of a file that is gone: nothing, or a page.
  const page = await open("", { wait: false });
  for (const [status, body] of [[404, ""], [200, "<!doctype html><title>Trang chủ</title>"]]) {
    await page.route("**/chi-muc/**", (route) => route.fulfill({ status, body }));
    await page.fill("#q", `thư viện ${status}`);
    await page.waitForFunction(() => document.getElementById("search").dataset.state === "error");
    assert.ok((await page.textContent("#search [role=status]")).includes("tải lại"), String(status));
    await page.unroute("**/chi-muc/**");
  }
  await page.fill("#q", "thư viện");
  await over(page);
  await page.waitForFunction(() => Number(document.querySelector("#search [role=status]").dataset.total) > 0);
  await page.close();
});

test("from a folder, without a server", async () => {
  const page = await chromium.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  // Chromium fetches no preloaded font from a folder, and shows the text all the same.
  page.on("console", (message) => {
    if (message.type() === "error" && !/font|ERR_FAILED/.test(message.text())) faults.push(message.text());
  });
  await page.goto(`${pathToFileURL(out)}/tim-kiem/index.html?q=${encodeURIComponent("\"học phí\"")}`);
  await over(page);
  assert.equal(await state(page), "done", faults.join("\n"));
  assert.ok((await total(page)) > 0);
  await page.click("#search li[data-id] a");
  await page.waitForURL(/index\.html$/);
  assert.ok(await page.$("h1"));
  assert.deepEqual(faults, []);
  await page.close();
});

test("without a script the page says so and leads to the lists", async () => {
  const page = await open("?q=a", { wait: false, javaScriptEnabled: false });
  assert.ok((await page.textContent("noscript")).includes("JavaScript"));
  assert.ok((await page.$$("noscript a")).length >= 4);
  await page.close();
});

test("every state of the page is accessible", { timeout: 120_000 }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      const page = await chromium.newPage({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } });
      for (const query of ["", "?q=h%E1%BB%8Dc+ph%C3%AD", "?q=zzzzq", "?q=h%E1%BB%8Dc+ph%C3%AD&loai=question", "?q=hcoj"]) {
        await page.goto(`${server.address}tim-kiem/${query}`);
        if (query) await over(page);
        if (query.includes("loai")) await page.waitForSelector(".search-facets fieldset");
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].target}`), [], `${query} ${width} ${colorScheme}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
      }
      await page.close();
    }
  }
});
