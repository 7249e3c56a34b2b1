// A site in one file, unpacked to a disk and opened by double click: links lead to pages and search finds.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { browser, over, programOf, temporary } from "./site.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
let folder, chromium;

/** Unpacks a zip file by its central directory. */
function unpack(file, into) {
  const bytes = fs.readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    assert.equal(bytes.toString("latin1", at, at + 4), "PK\x01\x02");
    const [method, size, name, extra, comment, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const place = path.join(into, bytes.toString("utf8", at + 46, at + 46 + name));
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const raw = bytes.subarray(data, data + size);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, method === 8 ? zlib.inflateRawSync(raw) : raw);
    at += 46 + name + extra + comment;
  }
}

before(async () => {
  const out = temporary();
  // A folder as people name theirs.
  folder = path.join(out, "Đối thoại (USB)");
  const zip = path.join(out, "doi-thoai.zip");
  execFileSync(programOf(), ["build", repository, "--out", path.join(out, "public"), "--archive", zip], { stdio: ["ignore", "ignore", "inherit"] });
  unpack(zip, folder);
  chromium = await browser();
}, { timeout: 300_000 });

after(() => chromium?.close());

test("the digests hold by the tool that readers have", () => {
  execFileSync("sha256sum", ["--check", "--quiet", "--strict", "SHA256SUMS"], { cwd: folder });
});

test("links lead to pages without scripts", async () => {
  const context = await chromium.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(path.join(folder, "index.html")).href);
  for (const link of ["nav.navigation a >> nth=1", "main .row-title a >> nth=0", ".trail a >> nth=0", "a[hreflang=en]"]) {
    await page.locator(link).first().click();
    await page.waitForLoadState();
    assert.ok(page.url().endsWith("index.html") || page.url().includes("index.html#"), page.url());
    assert.ok(await page.locator("html[data-kind]").count(), page.url());
  }
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await context.close();
});

test("search finds, and its results lead to pages", async () => {
  const page = await chromium.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(pathToFileURL(path.join(folder, "index.html")).href);
  await page.fill("main input[type=search]", "hoc phi");
  await page.press("main input[type=search]", "Enter");
  await page.waitForURL(/tim-kiem\/index\.html\?q=/);
  await over(page);
  assert.equal(await page.getAttribute("#search", "data-state"), "done");
  assert.ok(Number(await page.getAttribute("#search [role=status]", "data-total")) >= 5);
  await page.click("#search li[data-id] a");
  await page.waitForLoadState();
  assert.ok(await page.locator("html[data-kind] h1").count(), page.url());
  assert.deepEqual(faults, []);
  await page.close();
});
