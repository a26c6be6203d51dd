// Loaded into n8n before its own code: on SIGUSR2 it writes how much memory is in use after a garbage
// collection, and what has been added to the prototype of all objects.
const v8 = require('node:v8');
const vm = require('node:vm');

// n8n hands its environment on to the task runner.
if (process.argv.includes('start')) {
	v8.setFlagsFromString('--expose-gc');
	const collectGarbage = vm.runInNewContext('gc');
	console.log(`watched ${JSON.stringify({ pid: process.pid })}`);
	process.on('SIGUSR2', () => {
		collectGarbage();
		const { heapUsed, rss, external } = process.memoryUsage();
		const polluted = [Object, Array, Function, String].flatMap(({ prototype }) =>
			Object.keys(prototype),
		);
		console.log(`measured ${JSON.stringify({ heapUsed, rss, external, polluted })}`);
	});
}
