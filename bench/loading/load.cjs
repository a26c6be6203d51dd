// Loads files of nodes and credentials as n8n does, each class made once, and says how many milliseconds it took.
const { basename } = require('node:path');

const { files, preloaded } = JSON.parse(process.argv[2]);
preloaded.forEach(require);

const startMs = performance.now();
for (const file of files) {
	const [className] = basename(file).split('.', 1);
	new (require(file)[className])();
}
console.log(performance.now() - startMs);
