#!/bin/sh
# Two lldpd, each in a network namespace of its own, joined by two veth pairs whose ends are swapped: eth1 should be on swp1.
# usage: two-lldpd.sh FOLDER PREFIX    writes FOLDER/node-a.json and FOLDER/node-b.json
# Copyright 2026 The Plimsoll Authors. SPDX-License-Identifier: Apache-2.0
set -e
D=$1; T=$2
mkdir -p $D
S=$(mktemp -d); chmod 755 $S   # lldpd gives up its privileges: its socket needs a folder that all may enter
ip netns add $T-a; ip netns add $T-b
trap 'kill $(cat $D/a.pid $D/b.pid 2>/dev/null) 2>/dev/null; ip netns del $T-a; ip netns del $T-b; rm -rf $S' EXIT
ip link add eth1 netns $T-a type veth peer name swp2 netns $T-b
ip link add eth2 netns $T-a type veth peer name swp1 netns $T-b
for i in eth1 eth2; do ip -n $T-a link set $i up; done
for i in swp1 swp2; do ip -n $T-b link set $i up; done
ip netns exec $T-a lldpd -d -u $S/a.sock -I 'eth*' 2>$D/a.log & echo $! > $D/a.pid
ip netns exec $T-b lldpd -d -u $S/b.sock -I 'swp*' 2>$D/b.log & echo $! > $D/b.pid
for n in a b; do
  for t in $(seq 100); do [ -S $S/$n.sock ] && lldpcli -u $S/$n.sock show chassis >/dev/null 2>&1 && break; sleep 0.1; done
  lldpcli -u $S/$n.sock configure system hostname node-$n >/dev/null
  lldpcli -u $S/$n.sock configure lldp portidsubtype ifname >/dev/null
  lldpcli -u $S/$n.sock configure lldp tx-interval 1 >/dev/null
  lldpcli -u $S/$n.sock update >/dev/null
done
for t in $(seq 200); do
  ok=1
  for n in a b; do lldpcli -u $S/$n.sock -f json show neighbors > $D/node-$n.json; [ $(grep -c '"ttl"' $D/node-$n.json) = 2 ] && grep -q '"node-' $D/node-$n.json || ok=0; done
  [ $ok = 1 ] && break
  sleep 0.2
done
