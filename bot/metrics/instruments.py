"""What is measured, for Prometheus. No label holds anything of a person, a server or a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from bot import __version__
from bot.platform.service import Exchange

if TYPE_CHECKING:
    from prometheus_client import Metric

    from bot.platform.runtime import Runtime

# Seconds: an answer takes 1 to 20 ms; what takes longer is worth seeing.
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Instruments:
    """The measurements of one runtime, in a registry of their own."""

    def __init__(self, runtime: Runtime) -> None:
        self.registry = CollectorRegistry()
        self._replies = Counter(
            "footnote_replies",
            "Replies by how the question ended.",
            ("platform", "language", "outcome"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "footnote_reply_seconds",
            "From a question to its reply, without the platform's network.",
            ("platform",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.registry.register(_Moment(runtime))
        runtime.service.observers.append(self.exchange)

    def exchange(self, exchange: Exchange) -> None:
        """Measure a reply."""
        platform, reply = exchange.place.platform or "other", exchange.reply
        self._replies.labels(platform, reply.language, reply.status).inc()
        self._seconds.labels(platform).observe(exchange.seconds)


class _Moment(Collector):
    """What is asked of the runtime whenever somebody looks."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def describe(self) -> Iterator[Metric]:
        """The names are those of :meth:`collect`, which costs little."""
        return self.collect()

    def collect(self) -> Iterator[Metric]:
        """Yield the state of this moment."""
        runtime = self._runtime
        base = runtime.service.matcher.base
        facts = GaugeMetricFamily(
            "footnote_facts", "Entries of the facts that answer.", labels=("version", "kind")
        )
        facts.add_metric((base.version, "fact"), len(base.facts))
        facts.add_metric((base.version, "gap"), len(base.gaps))
        yield facts
        reloads = CounterMetricFamily(
            "footnote_reloads", "Reloads by what came of them.", labels=("result",)
        )
        for result in ("loaded", "unchanged", "refused"):
            reloads.add_metric((result,), runtime.reloader.results[result])
        yield reloads
        connected = GaugeMetricFamily(
            "footnote_connected", "1 while the platform is connected.", labels=("platform",)
        )
        for platform, alive in runtime.health.connected.items():
            connected.add_metric((platform,), alive)
        yield connected
        store = GaugeMetricFamily("footnote_store_up", "1 while the database can be written.")
        store.add_metric((), runtime.recorder.well)
        yield store
        version = GaugeMetricFamily("footnote_info", "The program.", labels=("version",))
        version.add_metric((__version__,), 1)
        yield version
