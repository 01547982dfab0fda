# syntax=docker/dockerfile:1
# Footnote in a container, for: footnote run. See compose.yaml and docs/running.md.
#   docker build -t footnote .

FROM python:3.13-slim AS build
WORKDIR /src
# The environment has no pip of its own: the image's pip fills it.
RUN python -m venv --without-pip /opt/footnote
COPY requirements-run.txt ./
RUN pip --python /opt/footnote/bin/python install --no-cache-dir --require-hashes \
        -r requirements-run.txt
COPY pyproject.toml README.md LICENSE facts.yaml ./
COPY bot bot
RUN pip --python /opt/footnote/bin/python install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN groupadd --system --gid 10001 footnote \
 && useradd --system --uid 10001 --gid footnote --no-create-home --home-dir /var/lib/footnote \
        --shell /usr/sbin/nologin footnote \
 && install -d -o footnote -g footnote -m 0700 /var/lib/footnote \
 && install -d /facts
COPY --from=build /opt/footnote /opt/footnote
ENV PATH=/opt/footnote/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STATE_FOLDER=/var/lib/footnote \
    XDG_CACHE_HOME=/var/lib/footnote/cache
USER 10001:10001
# A facts.yaml mounted here is used; without one, the facts that come with the program.
WORKDIR /facts
VOLUME /var/lib/footnote
STOPSIGNAL SIGTERM
# The bot touches a file every 15 s while it is connected (bot/platform/heartbeat.py).
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["sh", "-c", "cd /var/lib/footnote \
 && test -n \"$(find . -maxdepth 1 -name '*.heartbeat')\" \
 && test -z \"$(find . -maxdepth 1 -name '*.heartbeat' -mmin +2)\""]
ENTRYPOINT ["footnote"]
CMD ["run"]
