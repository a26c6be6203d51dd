// Makes the page live. Without it, the page shows what is new when it is loaded again.

const LOOK_MS = 1000;

const said = document.getElementById('said');
/** What each region holds, as it came. */
const shown = new Map();
/** While a button is held down, it must not be replaced: its click would be lost. */
let isPressed = false;
let isLost = false;

for (const type of ['pointerdown', 'keydown']) addEventListener(type, () => (isPressed = true));
for (const type of ['pointerup', 'pointercancel', 'keyup', 'blur']) {
	addEventListener(type, () => (isPressed = false));
}

/** @param {string} words what came of what was done last */
function say(words) {
	said.textContent = words;
}

/** Shows a region anew where it has changed, and leaves the focus where it is. */
function show(id, html) {
	const region = document.getElementById(id);
	if (region === null || shown.get(id) === html) return;
	shown.set(id, html);
	const focused = region.contains(document.activeElement) ? document.activeElement : null;
	region.innerHTML = html;
	if (focused === null || focused === region) return;
	(document.getElementById(focused.id) ?? region).focus({ preventScroll: true });
}

async function look() {
	const answer = await fetch('/live');
	const regions = await answer.json();
	if (isPressed) return;
	for (const [id, html] of Object.entries(regions)) show(id, html);
}

/** Looks again and again, also after the sandbox was gone for a while. */
async function keepLooking() {
	try {
		await look();
		if (isLost) say('The sandbox is there again.');
		isLost = false;
	} catch {
		if (!isLost) say('The sandbox does not answer. Is npm start still running?');
		isLost = true;
	}
	setTimeout(keepLooking, LOOK_MS);
}

/** Does what a form does, without loading the page again. */
async function send(form, submitter) {
	const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action');
	const body = new URLSearchParams(new FormData(form, submitter));
	const answer = await fetch(action, { method: 'POST', body, headers: { accept: 'text/plain' } });
	say(await answer.text());
	await look();
}

addEventListener('submit', (event) => {
	event.preventDefault();
	send(event.target, event.submitter).catch(() => {
		say('The sandbox does not answer. Is npm start still running?');
	});
});

keepLooking();
