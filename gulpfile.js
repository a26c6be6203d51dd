const { rm } = require('node:fs/promises');
const { dest, src, task } = require('gulp');

const ASSETS = ['nodes/**/*.{svg,png,node.json}', 'credentials/**/*.{svg,png}'];

/** Removes what an earlier build left, so that no deleted file is published. */
task('clean', () => rm('dist', { recursive: true, force: true }));

/** Copies icons and codex files beside the compiled nodes. */
task('assets', () => src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist')));
