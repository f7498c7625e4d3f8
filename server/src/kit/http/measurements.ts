import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Counts and times by route name. No label ever holds an id, a name or an address of a person. */
export function createMeasurements() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answered = new Histogram({
    name: 'footbridge_http_seconds',
    help: 'Time to answer, by route and status class',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  return {
    onAnswered: (name: string, status: number, seconds: number) =>
      answered.observe({ route: name, status: `${Math.floor(status / 100)}xx` }, seconds),
    observe(gauges: { sockets(): number; feeds(): number }) {
      new Gauge({
        name: 'footbridge_live_sockets',
        help: 'Open live sockets',
        registers: [registry],
        collect() {
          this.set(gauges.sockets());
        },
      });
      new Gauge({
        name: 'footbridge_live_feeds',
        help: 'Feeds somebody follows here',
        registers: [registry],
        collect() {
          this.set(gauges.feeds());
        },
      });
    },
    /** In the Prometheus text format. */
    text: () => registry.metrics(),
  };
}
