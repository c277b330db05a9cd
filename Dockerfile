# The linter as an image: docker build -t healthlint . && docker run --rm -v "$PWD:/work:ro" healthlint check drafts/
FROM python:3.12-slim AS build
WORKDIR /build
COPY pyproject.toml hatch_build.py README.md LICENSE CHANGELOG.md SECURITY.md action.yml .pre-commit-hooks.yaml ./
COPY src src
COPY rules rules
COPY docs docs
# Into an environment of its own, which is all that the image takes over; no compiler, no cache and no source goes along.
RUN python -m venv /opt/healthlint && /opt/healthlint/bin/pip install --no-cache-dir ".[reader]"

FROM python:3.12-slim
LABEL org.opencontainers.image.title="healthlint" \
      org.opencontainers.image.description="A linter for health articles" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin healthlint
COPY --from=build /opt/healthlint /opt/healthlint
# With a read-only root there is no place to keep results in; nothing is written but to what somebody mounts.
ENV PATH=/opt/healthlint/bin:$PATH \
    HEALTHLINT_NO_CACHE=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["healthlint"]
CMD ["check", "."]
