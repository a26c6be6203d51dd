(() => {
	const page = document.documentElement;
	const wide = [...document.querySelectorAll('body *')]
		// Texts for screen readers only are nowhere on the screen.
		.filter((element) => getComputedStyle(element).clipPath === 'none')
		.filter((element) => element.getBoundingClientRect().right > window.innerWidth);
	return [page, ...wide]
		.filter((element) => element !== page || page.scrollWidth > window.innerWidth)
		.map((element) => element.outerHTML.slice(0, 120));
})();
