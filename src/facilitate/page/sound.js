// A gong and a soft double tone, made of sine waves; silent until somebody has touched the page.
let audio = null;

function wake() {
  try {
    audio = audio || new AudioContext();
    if (audio.state === "suspended") {
      audio.resume();
    }
  } catch {
    audio = null; // a browser without sound: colour and words remain
  }
}

function tone(frequency, start, seconds, loudness) {
  const wave = audio.createOscillator();
  const volume = audio.createGain();
  wave.frequency.value = frequency;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loudness, start + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0005, start + seconds);
  wave.connect(volume).connect(audio.destination);
  wave.start(start);
  wave.stop(start + seconds);
}

function play(tones) {
  if (settings.sound && audio) {
    const start = audio.currentTime;
    for (const [frequency, later, seconds, loudness] of tones) {
      tone(frequency, start + later, seconds, loudness);
    }
  }
}

const playWarning = () => play([[660, 0, 0.5, 0.25], [660, 0.45, 0.7, 0.25]]);
const playGong = () => play([
  [196, 0, 4, 0.4], [294, 0, 3, 0.2], [392, 0, 2.4, 0.18], [529, 0, 1.6, 0.1], [784, 0, 0.9, 0.06],
]);
