// Recomputes how many working days are left or overdue for the day on which the page is read.
// In: this script's own data (the day the page was computed for, the last day it may recompute for, the days that are not
// what their weekday says, the words), and every [data-until] with its [data-count] at that day. Out: their words, with
// the day they hold for. It announces nothing, touches nothing else, and does nothing outside the days it knows.
(function () {
  "use strict";
  var own = document.currentScript.dataset, DAY = 864e5, now = new Date();
  function day(iso) { var p = iso.split("-"); return Date.UTC(p[0], p[1] - 1, p[2]); }
  var from = day(own.from), last = day(own.last), odd = own.odd.split(" ");
  var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  if (!(today > from && today <= last)) return;
  // Saturdays and Sundays are off, other days are worked; listed days are the other way round.
  function works(at) {
    var date = new Date(at), weekend = date.getUTCDay() % 6 === 0;
    return weekend === odd.indexOf(date.toISOString().slice(0, 10)) >= 0;
  }
  function between(after, until) {
    for (var n = 0, at = after + DAY; at <= until; at += DAY) if (works(at)) n += 1;
    return n;
  }
  // A text for one and a text for two, of which the number is replaced.
  function words(pair, n) { return pair.split("|")[n === 1 ? 0 : 1].replace(/[12]/, n); }
  var passed = between(from, today), vi = document.documentElement.lang === "vi";
  var on = now.toLocaleDateString(vi ? "vi" : "en-GB", { day: "numeric", month: vi ? "numeric" : "long", year: "numeric" });
  document.querySelectorAll("[data-until]").forEach(function (due) {
    var until = day(due.dataset.until), count = +due.dataset.count, state = "overdue", text;
    if (today > until) {
      var late = until < from ? count + passed : between(until, today);
      text = late ? words(own.overdue, late) : own.just;
    } else if (today === until) {
      state = "due-today";
      text = own.today;
    } else {
      var left = count - passed;
      state = left <= +own.soon ? "due-soon" : "not-due";
      text = words(own.left, left);
    }
    due.dataset.deadline = state;
    due.textContent = text + " " + own.note.replace("…", on);
  });
})();
