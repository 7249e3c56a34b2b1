/* Every page of the preview: shows what was saved, and what is wrong with it. */
"use strict";
(() => {
  const own = "/__doithoai/";
  const me = document.currentScript;
  let site = me ? me.dataset.site : "";
  let digest = me && me.dataset.page ? me.dataset.page : null;
  let source = null;
  let busy = Promise.resolve();
  let before = null;

  /* Where the reader was, after a reload. */
  const place = "doithoai:" + location.pathname + location.search;
  try {
    const kept = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (kept) {
      const [x, y] = kept.split(",").map(Number);
      history.scrollRestoration = "manual";
      const back = () => scrollTo({ left: x, top: y, behavior: "instant" });
      back();
      addEventListener("load", () => { back(); history.scrollRestoration = "auto"; }, { once: true });
    }
  } catch { /* Without storage the browser's own memory has to do. */ }

  const reload = () => {
    try { sessionStorage.setItem(place, scrollX + "," + scrollY); } catch { /* As above. */ }
    location.reload();
  };

  const ask = async (method) => {
    const answer = await fetch(location.href, { method, cache: "no-store" });
    return { name: answer.headers.get("Doithoai-Page"), text: method === "GET" ? await answer.text() : "" };
  };

  /* Stylesheets of the page as it is now take the place of those that it has. */
  const restyle = async () => {
    const { name, text } = await ask("GET");
    const wanted = [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("head link[rel=stylesheet]")];
    const there = [...document.querySelectorAll("head link[rel=stylesheet]")].filter((link) => !link.dataset.doithoai);
    if (wanted.length !== there.length) return false;
    const swap = (old, link) => new Promise((done) => {
      const href = link.getAttribute("href");
      if (old.getAttribute("href") === href) return done();
      const fresh = old.cloneNode();
      fresh.addEventListener("load", () => { old.remove(); done(); }, { once: true });
      fresh.addEventListener("error", () => { old.remove(); done(); }, { once: true });
      fresh.setAttribute("href", href);
      old.after(fresh);
    });
    await Promise.all(there.map((old, i) => swap(old, wanted[i])));
    digest = name;
    return true;
  };

  const dress = () => new Promise((done) => {
    if (document.querySelector('link[href="' + own + 'preview.css"]')) return done();
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.dataset.doithoai = "true";
    link.addEventListener("load", done, { once: true });
    link.addEventListener("error", done, { once: true });
    link.href = own + "preview.css";
    document.head.append(link);
  });

  const isTyping = () => {
    const at = document.activeElement;
    return at instanceof Element && at.matches("input, textarea, select, [contenteditable]");
  };

  /* What the overlay can do: be hidden, be shown again, be left by Escape. */
  const wire = (over, mayFocus) => {
    const button = over.querySelector("button");
    if (!button) return;
    const [hide, show] = [button.textContent, over.dataset.show + " (" + over.dataset.count + ")"];
    const set = (hidden) => {
      over.classList.toggle("d-hidden", hidden);
      button.textContent = hidden ? show : hide;
      button.setAttribute("aria-expanded", String(!hidden));
    };
    button.hidden = false;
    set(false);
    button.addEventListener("click", () => set(!over.classList.contains("d-hidden")));
    over.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      set(true);
      if (before && before.isConnected) before.focus({ preventScroll: true });
    });
    if (mayFocus && !isTyping()) {
      before = document.activeElement;
      over.focus({ preventScroll: true });
    }
  };

  const cover = async (number) => {
    const old = document.getElementById("doithoai-overlay");
    if (old && old.dataset.number === "page") return;
    if (number === null) {
      if (!old) return;
      const had = old.contains(document.activeElement);
      old.remove();
      if (had && before && before.isConnected) before.focus({ preventScroll: true });
      return;
    }
    if (old && old.dataset.number === String(number)) return;
    const html = await (await fetch(own + "overlay", { cache: "no-store" })).text();
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("doithoai-overlay");
    await dress();
    if (old) {
      const hidden = old.classList.contains("d-hidden"), had = old.contains(document.activeElement);
      if (fresh) old.replaceWith(fresh); else old.remove();
      if (fresh) {
        wire(fresh, had);
        if (hidden) fresh.querySelector("button").click();
      }
    } else if (fresh) {
      document.body.append(fresh);
      wire(fresh, true);
    }
  };

  const drafts = async (count) => {
    const old = document.getElementById("doithoai-drafts");
    if (!count) return old && old.remove();
    const words = (document.documentElement.lang === "en" ? "Drafts: " : "Bản nháp: ") + count;
    if (old) { old.textContent = words; return; }
    await dress();
    const link = document.createElement("a");
    link.id = "doithoai-drafts";
    link.href = own + "drafts/";
    link.textContent = words;
    document.body.append(link);
  };

  const heard = async (news) => {
    if (news.site !== site) {
      const styled = site && news.restyled === site && await restyle();
      if (!styled) {
        /* A page that says the same goes on: what stands in its fields stays there. */
        const { name } = await ask("HEAD");
        if (name === null || name !== digest) return reload();
      }
      site = news.site;
    }
    await cover(news.overlay);
    await drafts(news.drafts);
  };

  const open = () => {
    if (source) return;
    source = new EventSource(own + "events");
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      busy = busy.then(() => heard(news)).catch(() => {});
    };
    source.onerror = () => {
      if (!source || source.readyState !== EventSource.CLOSED) return;
      close();
      setTimeout(open, 1000);
    };
  };
  const close = () => {
    if (source) source.close();
    source = null;
  };

  const start = () => {
    const over = document.getElementById("doithoai-overlay");
    if (over) wire(over, true);
    /* Browsers open few connections to one host: pages that nobody looks at hold none. */
    if (!document.hidden) open();
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    addEventListener("pagehide", close);
    addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  };
  start();
})();
