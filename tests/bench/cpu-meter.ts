// Loaded with `node --import` into a server under load: tells the process that started it how much processor time all its
// threads have used, in microseconds.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
