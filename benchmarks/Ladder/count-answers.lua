-- wrk: tells exactly how much was answered. A look at each answer would slow wrk itself down.
function done(summary)
  io.write(string.format("Answers: %d requests, %d bytes\n", summary.requests, summary.bytes))
end
