# Two stages: the first installs the locked libraries, the second only runs them. No compiler, no root, and nothing
# is written but the data volume:
#   docker run --read-only --tmpfs /tmp --volume foursteps:/data --env-file .env foursteps
FROM python:3.13-slim-bookworm AS build
COPY requirements.lock /src/
RUN python -m venv /app/venv \
    && /app/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check \
       --require-hashes --requirement /src/requirements.lock
WORKDIR /app/foursteps
COPY bot bot
COPY content content
COPY locales locales
RUN /app/venv/bin/python -m compileall -q bot \
    && /app/venv/bin/python -m bot i18n compile

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="foursteps" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 foursteps \
    && useradd --system --uid 10001 --gid foursteps --no-create-home --shell /usr/sbin/nologin foursteps \
    && install -d -o foursteps -g foursteps -m 0700 /data
COPY --from=build /app /app
WORKDIR /app/foursteps
ENV PATH="/app/venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FOURSTEPS_DATABASE_URL="sqlite:////data/foursteps.db" \
    FOURSTEPS_LISTEN="0.0.0.0:8080"
USER 10001:10001
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:9090/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
