// Whether a tag may be published: it names the version of package.json, and the changelog tells what is in it.
// `node release/checkTag.mjs v0.1.0`, in the project's folder.
import { readFileSync } from 'node:fs';

const [tag = ''] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const heading = `## [${version}] - `;
const isTold = readFileSync('CHANGELOG.md', 'utf8')
	.split('\n')
	.some((line) => line.startsWith(heading) && /^\d{4}-\d\d-\d\d$/.test(line.slice(heading.length)));

if (tag !== `v${version}`) {
	fail(`package.json has version ${version}: its tag is v${version}, not "${tag}".`);
} else if (!isTold) {
	fail(`CHANGELOG.md has no line "${heading}YYYY-MM-DD": move there what is under Unreleased.`);
}

function fail(message) {
	console.error(message);
	process.exitCode = 1;
}
