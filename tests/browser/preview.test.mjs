// The preview in a real browser: a save changes the open page, an error lies over it and goes, styles change in place.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { browser, programOf, temporary } from "./site.mjs";
import AxeBuilder from "axe-core";

const cases = new URL("../sites/", import.meta.url).pathname;
const QUESTION = "content/rounds/2023-2024/khoa-luat/questions/001.md";
const PAGE = "dot/2023-2024/khoa-luat/y-kien/001/";
const OVERLAY = "#doithoai-overlay";
let chromium;
before(async () => { chromium = await browser(); });
after(() => chromium.close());

/** A copy of a project, served on a free port or on `port`; gone at the end of the test. */
async function preview(t, name, { port = 0, folder = temporary(), args = [] } = {}) {
  if (name) fs.cpSync(path.join(cases, name, "in"), folder, { recursive: true });
  const child = spawn(programOf(), ["serve", folder, "--port", String(port), ...args], { stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((done) => child.stdout.once("data", (text) => done(String(text).trim())));
  const stop = () => new Promise((done) => { child.once("exit", done); child.kill("SIGTERM"); });
  t.after(() => child.exitCode === null && stop());
  const read = (file) => fs.readFileSync(path.join(folder, file), "utf8");
  const write = (file, text) => { fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true }); fs.writeFileSync(path.join(folder, file), text); };
  return { folder, address, port: Number(new URL(address).port), read, write, stop };
}

/** A page whose every fault fails the test; `loads` counts how often it was loaded. */
async function open(t, address, options = {}) {
  const page = await (await chromium.newContext({ viewport: { width: 1000, height: 600 }, ...options })).newPage();
  const faults = [];
  let loads = 0;
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && !/Failed to load resource|ERR_/.test(message.text()) && faults.push(message.text()));
  page.on("load", () => { loads += 1; });
  t.after(async () => { await page.context().close(); assert.deepEqual(faults, []); });
  await page.goto(address);
  return { page, loads: () => loads };
}

const long = (text, word) => text.replace(/\n$/, "") + "\n\n" + Array.from({ length: 60 }, (_, i) => `Đoạn ${i} của ${word}.`).join("\n\n") + "\n";

test("a save changes the open page and keeps its place", async (t) => {
  const site = await preview(t, "bilingual");
  const text = site.read(QUESTION);
  site.write(QUESTION, long(text, "bản một"));
  const { page } = await open(t, site.address + PAGE);
  await page.getByText("Đoạn 59 của bản một.").waitFor();
  await page.evaluate(() => scrollTo(0, 700));
  site.write(QUESTION, long(text, "bản hai"));
  await page.getByText("Đoạn 59 của bản hai.").waitFor();
  await page.waitForFunction(() => Math.abs(scrollY - 700) < 3);
  assert.equal(await page.locator(OVERLAY).count(), 0);
});

test("a page that says the same is not loaded again", async (t) => {
  const site = await preview(t, "bilingual");
  const { page, loads } = await open(t, `${site.address}quyen-rieng-tu/`);
  await page.locator("input[type=search]").first().fill("học phí");
  const asked = page.waitForRequest((request) => request.method() === "HEAD");
  site.write(QUESTION, site.read(QUESTION) + "\nThêm.\n");
  await (await asked).response();
  await page.waitForTimeout(300);
  assert.equal(loads(), 1);
  assert.equal(await page.locator("input[type=search]").first().inputValue(), "học phí");
});

test("a broken edit lies over the page and goes when it is mended", async (t) => {
  const site = await preview(t, "bilingual");
  const text = site.read(QUESTION);
  const { page, loads } = await open(t, site.address + PAGE);
  const title = await page.locator("h1").innerText();
  site.write(QUESTION, text.replace("kind = ", "kynd = "));
  const overlay = page.locator(OVERLAY);
  await overlay.waitFor();
  const line = text.split("\n").findIndex((l) => l.startsWith("kind = ")) + 1;
  assert.match(await overlay.innerText(), new RegExp(`${QUESTION.replaceAll("/", "\\/")}:${line}:1`));
  assert.match(await overlay.innerText(), /Gợi ý:/);
  const links = await overlay.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.ok(links.includes(`vscode://file${fs.realpathSync(site.folder)}/${QUESTION}:${line}:1`), links.join(" "));
  assert.equal(await page.locator("h1").first().innerText(), title);
  assert.equal(await page.evaluate(() => document.activeElement.id), "doithoai-overlay");
  assert.equal(await page.evaluate(() => getComputedStyle(document.getElementById("doithoai-overlay")).position), "fixed");
  // Put away, a line at the foot stays; a second fault leaves it so.
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("#doithoai-overlay.d-hidden"));
  site.write(QUESTION, text.replace("kind = ", "kynd = ").replace("title = ", "tytle = "));
  await page.waitForFunction(() => document.querySelectorAll("#doithoai-overlay li").length > 2);
  assert.ok(await page.locator(`${OVERLAY}.d-hidden`).count());
  await overlay.locator("button").click();
  await overlay.locator("ol").waitFor({ state: "visible" });
  // Reloaded, it is still there, over the last good page.
  await page.reload();
  await overlay.waitFor();
  assert.equal(await page.locator("h1").first().innerText(), title);
  site.write(QUESTION, text);
  await overlay.waitFor({ state: "detached" });
  assert.equal(loads(), 2);
});

test("whoever is typing goes on typing", async (t) => {
  const site = await preview(t, "bilingual");
  const { page } = await open(t, site.address + PAGE);
  const box = page.locator("input[type=search]").first();
  await box.focus();
  const text = site.read(QUESTION);
  site.write(QUESTION, text.replace("kind = ", "kynd = "));
  await page.locator(OVERLAY).waitFor();
  await page.keyboard.type("hoc phi");
  assert.equal(await box.inputValue(), "hoc phi");
});

test("a stylesheet changes in place", async (t) => {
  const site = await preview(t, "theme-override");
  const style = fs.readFileSync(new URL("../../themes/default/static/style.css", import.meta.url), "utf8").replaceAll(/@font-face \{[^}]*\}/g, "");
  site.write("themes/rieng/static/style.css", style);
  const { page, loads } = await open(t, site.address);
  const before = loads();
  await page.evaluate(() => { window.mark = 1; scrollTo(0, 50); });
  site.write("themes/rieng/static/style.css", `${style}\nh1 { letter-spacing: 7px }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
  assert.equal(await page.evaluate(() => window.mark), 1);
  assert.equal(loads(), before);
  assert.equal(await page.locator("head link[rel=stylesheet]").count(), 1);
  // And the next edit of a text is shown all the same.
  site.write("content/pages/gioi-thieu.md", site.read("content/pages/gioi-thieu.md") + "\nThêm.\n");
  await page.goto(`${site.address}gioi-thieu/`);
  await page.getByText("Thêm.").waitFor();
});

test("a server that was started anew is found again", async (t) => {
  const site = await preview(t, "bilingual");
  const { page } = await open(t, site.address + PAGE);
  await site.stop();
  site.write(QUESTION, site.read(QUESTION) + "\nViết khi máy chủ tắt.\n");
  await preview(t, null, { port: site.port, folder: site.folder });
  await page.getByText("Viết khi máy chủ tắt.").waitFor();
});

test("drafts are found, marked and read", async (t) => {
  const site = await preview(t, "drafts");
  const { page } = await open(t, site.address);
  await page.locator("#doithoai-drafts").click();
  await page.getByRole("link", { name: "Ý kiến nháp" }).click();
  await page.locator("#doithoai-draft").waitFor();
  assert.match(await page.title(), /^\[Bản nháp\]/);
});

test("the overlay can be read by everybody", async (t) => {
  for (const [colorScheme, lang] of [["light", "vi"], ["dark", "en"]]) {
    const site = await preview(t, "bilingual", { args: ["--lang", lang] });
    site.write(QUESTION, site.read(QUESTION).replace("kind = ", "kynd = "));
    const { page } = await open(t, site.address + PAGE, { colorScheme, viewport: { width: 360, height: 640 }, bypassCSP: true });
    await page.locator(`${OVERLAY} button`).waitFor();
    assert.match(await page.locator(OVERLAY).innerText(), lang === "en" ? /errors? to mend/ : /lỗi cần sửa/);
    await page.addScriptTag({ content: AxeBuilder.source });
    const { violations } = await page.evaluate(() => axe.run("#doithoai-overlay"));
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  }
});
