// The script's words are the program's: one list tests both (the program's side is in src/text/search_word.rs).

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, build, serve, temporary } from "./site.mjs";

test("the shared list of words", { timeout: 300_000 }, async () => {
  const out = process.env.WORDS_SITE ?? temporary();
  if (!process.env.WORDS_SITE) build(fileURLToPath(new URL("../sites/one-record/in", import.meta.url)), out);
  const server = await serve(out);
  const chromium = await browser();
  const page = await chromium.newPage();
  await page.goto(`${server.address}tim-kiem/`);
  const list = JSON.parse(fs.readFileSync(new URL("../search/words.json", import.meta.url), "utf8"));
  for (const [text, expected] of list) {
    const found = await page.evaluate((t) => window.doithoai.words(t).map((w) => [w.key, w.form]), text);
    assert.deepEqual(found, expected, JSON.stringify(text));
  }
  await chromium.close();
  server.close();
});
