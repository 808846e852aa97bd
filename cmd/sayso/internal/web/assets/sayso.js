// Comfort for the pages of sayso; each of them works without. Keys, following a link within a
// page without losing the place, the way back to the results, lighting up a position, and dragging
// over a histogram.
"use strict";

const main = () => document.getElementById("main");
const say = (text) => { document.getElementById("live").textContent = text; };

// What is shown, and what will be: only the last of several swaps under way may come to its
// end.
const address = () => location.pathname + location.search;
let shown = address();
let swapping = new AbortController();

// swap follows a link within the page: it fetches what the link leads to and puts it where
// the page's content is, at the same place of scrolling.
async function swap(url, push) {
	swapping.abort();
	swapping = new AbortController();
	const { signal } = swapping;
	main().setAttribute("aria-busy", "true");
	try {
		const response = await fetch(url, { headers: { Accept: "text/html" }, signal });
		const page = new DOMParser().parseFromString(await response.text(), "text/html");
		const fresh = page.getElementById("main");
		if (!fresh) throw new Error("no page");
		const x = scrollX, y = scrollY;
		main().replaceWith(document.adoptNode(fresh));
		document.title = page.title;
		if (push) history.pushState({ swapped: true }, "", url);
		shown = address();
		scrollTo(x, y);
		ready();
		reveal(new URL(url, location.href).hash.slice(1));
	} catch {
		if (!signal.aborted) location.href = url;
	}
}

// reveal moves the focus to a datum and its card into view.
function reveal(id) {
	const datum = id && document.getElementById(id);
	if (!datum) return;
	datum.focus({ preventScroll: true });
	const card = document.getElementById("card");
	const low = (card || datum).getBoundingClientRect().bottom > innerHeight;
	if (datum.getBoundingClientRect().top < 60) datum.scrollIntoView({ block: "center" });
	else if (low) (card || datum).scrollIntoView({ block: card && card.offsetHeight > innerHeight / 2 ? "center" : "nearest" });
	if (card) say(card.getAttribute("aria-label"));
}

addEventListener("click", (e) => {
	const link = e.target.closest && e.target.closest("a[data-swap]");
	if (!link || e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
	e.preventDefault();
	swap(link.href, true);
});
// A link to a place within the page ("#m1") comes here too, and changes nothing.
addEventListener("popstate", () => { if (address() !== shown) swap(location.href, false); });

// Keys: / search, j and k through the hits, ? help, Escape closes a card or leaves the box.
let at = -1;
const hits = () => [...document.querySelectorAll("[data-hit]")];

function go(step) {
	const all = hits();
	if (!all.length) return;
	const inside = all.findIndex((h) => h.contains(document.activeElement));
	if (inside >= 0) at = inside;
	at = Math.min(Math.max(at + step, 0), all.length - 1);
	for (const h of document.querySelectorAll(".here")) h.classList.remove("here");
	all[at].classList.add("here");
	const link = all[at].querySelector("a.open") || all[at].querySelector("a");
	if (link) link.focus({ preventScroll: true });
	all[at].scrollIntoView({ block: "nearest" });
	light(all[at].dataset.n);
}

addEventListener("keydown", (e) => {
	if (e.metaKey || e.ctrlKey || e.altKey) return;
	const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
	if (e.key === "Escape") {
		const close = document.querySelector(".card .close");
		if (typing) e.target.blur();
		else if (close) close.click();
		return;
	}
	if (typing) return;
	switch (e.key) {
	case "/": {
		const box = document.getElementById("q");
		if (!box) return;
		box.focus();
		box.setSelectionRange(box.value.length, box.value.length);
		break;
	}
	case "j": go(1); break;
	case "k": go(-1); break;
	case "?": location.href = "/help#keys"; break;
	default: return;
	}
	e.preventDefault();
});

// light shows which words belong to a position.
function light(number) {
	for (const el of document.querySelectorAll(".lit")) el.classList.remove("lit");
	if (!number) return;
	for (const el of document.querySelectorAll("[data-p]"))
		if (el.dataset.p.split(" ").includes(number)) el.classList.add("lit");
}
for (const kind of ["pointerover", "focusin"]) {
	addEventListener(kind, (e) => {
		const item = e.target.closest && e.target.closest("[data-n]");
		if (item) light(item.dataset.n);
		else if (document.querySelector(".lit") && kind === "pointerover") light("");
	});
}

// brush makes a histogram answer to dragging: from the column where the drag begins to that
// where it ends.
function brush(section) {
	const chart = section.querySelector("svg.columns");
	const bars = [...section.querySelectorAll("a[data-from]")];
	if (!chart || bars.length < 2) return;
	let start = null, shade = null;
	const along = (e) => { const r = chart.getBoundingClientRect(); return (e.clientX - r.left) / r.width * 100; };
	const room = (a) => { const r = a.querySelector(".room"); const x = parseFloat(r.getAttribute("x")); return [x, x + parseFloat(r.getAttribute("width"))]; };
	chart.addEventListener("dragstart", (e) => e.preventDefault());
	chart.addEventListener("pointerdown", (e) => { if (!e.button && e.pointerType === "mouse") start = along(e); });
	addEventListener("pointermove", (e) => {
		if (start === null) return;
		const now = along(e);
		if (!shade && Math.abs(now - start) < 1) return;
		if (!shade) {
			shade = document.createElementNS("http://www.w3.org/2000/svg", "rect");
			shade.setAttribute("class", "brush");
			shade.setAttribute("y", "0");
			shade.setAttribute("height", chart.getAttribute("height"));
			chart.append(shade);
		}
		shade.setAttribute("x", Math.min(start, now) + "%");
		shade.setAttribute("width", Math.abs(now - start) + "%");
	});
	addEventListener("pointerup", (e) => {
		if (start === null) return;
		const [low, high] = [Math.min(start, along(e)), Math.max(start, along(e))];
		const dragged = shade !== null;
		start = null;
		if (!dragged) return;
		shade.remove();
		shade = null;
		addEventListener("click", (c) => { c.preventDefault(); c.stopPropagation(); }, { capture: true, once: true });
		const chosen = bars.filter((a) => { const [l, r] = room(a); return r > low && l < high; });
		if (!chosen.length) return;
		const url = new URL(section.dataset.brush, location.href);
		url.searchParams.set("from", chosen[0].dataset.from);
		url.searchParams.set("to", chosen[chosen.length - 1].dataset.to);
		location.href = url;
	});
}

// remember keeps which results were seen last, so that "← Results" of a document leads to the tab,
// the days and the page that it was opened from; its address holds only the query.
function remember() {
	const back = document.querySelector(".back a");
	const query = (url) => new URL(url, location.href).searchParams.get("q");
	try {
		const from = sessionStorage.getItem("results");
		if (document.querySelector(".hits")) sessionStorage.setItem("results", address());
		else if (back && from && query(from) === query(back.href)) back.href = from;
	} catch {} // a browser that keeps nothing
}

function ready() {
	at = -1;
	remember();
	for (const section of document.querySelectorAll("[data-brush]")) brush(section);
}
addEventListener("submit", () => { main().setAttribute("aria-busy", "true"); say("Searching …"); });
addEventListener("pageshow", () => main().removeAttribute("aria-busy"));
ready();
