# Copyright 2026 The Plimsoll Authors
# SPDX-License-Identifier: Apache-2.0
"""The reduced fleet in SimPy: aggregated failures, parts, technicians. Prints seconds for one year."""
import random
import sys
import time

import simpy


def year(nodes, rate, technicians, stock):
    env = simpy.Environment()
    crew = simpy.Resource(env, technicians)
    parts = simpy.Container(env, init=stock)
    down = set()

    def back():
        yield env.timeout(random.expovariate(1 / 14))
        yield parts.put(1)

    def repair(node):
        yield parts.get(1)
        with crew.request() as turn:
            yield turn
            yield env.timeout(random.expovariate(1 / 0.25))
        down.discard(node)
        env.process(back())

    def failures():
        while True:
            yield env.timeout(random.expovariate(rate * nodes))
            node = random.randrange(nodes)
            if node not in down:
                down.add(node)
                env.process(repair(node))

    env.process(failures())
    env.run(until=365)


count = int(sys.argv[1])
start = time.perf_counter()
for _ in range(count):
    year(4096, 0.001625, 8, 110)
print(time.perf_counter() - start, simpy.__version__)
