# syntax=docker/dockerfile:1
FROM python:3.12-slim AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /app
# Torch alone first: the largest layer, unchanged by changes of the code. Another index: --build-arg TORCH_INDEX=...
ARG TORCH_INDEX=
COPY pyproject.toml ./
COPY tools/torch_requirement.py tools/
RUN /app/bin/pip install ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} "$(/app/bin/python tools/torch_requirement.py)"
COPY . .
# With the extra that writes ONNX files.
RUN /app/bin/pip install '.[onnx]'

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 layerlab && install -d -o layerlab -g layerlab /data
COPY --from=build /app /app
USER layerlab
WORKDIR /home/layerlab
ENV PATH=/app/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000 LAYERLAB_DATA=/data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/api/health', timeout=4)"]
CMD ["layerlab", "serve", "--host", "0.0.0.0", "--port", "8000"]
