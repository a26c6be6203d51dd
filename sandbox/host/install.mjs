import { ensureHost } from './ensureHost.mjs';
import { HostError } from './hostError.mjs';
import { recipeIn } from './recipes.mjs';

try {
	const host = await ensureHost({ recipe: recipeIn(process.argv.slice(2)) });
	const asJson = process.argv.includes('--json');
	console.log(
		asJson
			? JSON.stringify(host)
			: `n8n:     ${host.n8n}\nNode.js: ${host.node}\nfolder:  ${host.folder}`,
	);
} catch (error) {
	if (!(error instanceof HostError)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
