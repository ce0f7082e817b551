# The program alone in an image, built from this source. Base images are named by their content.
FROM golang:1.26.8-bookworm@sha256:dc9ad6c05acc7a88e5b71bde60a5fe3bd4b9f0db209011711b464107438a8107 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOTOOLCHAIN=local go build -trimpath -ldflags '-s -w' -o /iamlint ./cmd/iamlint

FROM scratch
# For audits, which speak TLS with AWS.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /iamlint /usr/local/bin/iamlint
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["/usr/local/bin/iamlint"]
