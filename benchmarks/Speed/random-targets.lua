-- wrk: asks for the paths of a file, one a line, at random.
local targets = {}

function init(args)
  for line in io.lines(args[1]) do targets[#targets + 1] = line end
  math.randomseed(os.time() + tonumber(tostring({}):sub(8), 16) % 100000)
end

function request()
  return wrk.format("GET", targets[math.random(#targets)])
end
