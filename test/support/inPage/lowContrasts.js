(() => {
	const MINIMUM = 4.5;
	const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

	/** Whatever way a colour is written. */
	function channels(color) {
		canvas.clearRect(0, 0, 1, 1);
		canvas.fillStyle = color;
		canvas.fillRect(0, 0, 1, 1);
		return [...canvas.getImageData(0, 0, 1, 1).data];
	}

	function luminance(color) {
		const [red, green, blue] = channels(color).map((channel) => {
			const share = channel / 255;
			return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	}

	function behind(element) {
		if (element === null) return 'white';
		const { backgroundColor } = getComputedStyle(element);
		return channels(backgroundColor)[3] === 255 ? backgroundColor : behind(element.parentElement);
	}

	function contrast(element) {
		const colors = [getComputedStyle(element).color, behind(element)];
		const [darker, lighter] = colors.map(luminance).sort((a, b) => a - b);
		return (lighter + 0.05) / (darker + 0.05);
	}

	const hasText = ({ childNodes }) =>
		[...childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent.trim());
	return [...document.querySelectorAll('body *')]
		.filter((element) => hasText(element) || element.matches('input, select'))
		.filter((element) => contrast(element) < MINIMUM)
		.map((element) => `${contrast(element).toFixed(2)}: ${element.outerHTML.slice(0, 120)}`);
})();
