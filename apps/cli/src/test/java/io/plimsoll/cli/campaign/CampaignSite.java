/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.agent.inventory.HostInventory;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.plan.PlanFormat;
import io.plimsoll.fabric.plan.PlanWriter;
import io.plimsoll.fabric.read.IbnetdiscoverWriter;
import io.plimsoll.model.UnitState;
import io.plimsoll.server.PlimsollServer;
import io.plimsoll.server.ServerConfig;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.api.IdentityApi;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.launch.LauncherSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A server with a site of nodes that stand CABLED; the first one is this very host. */
final class CampaignSite implements AutoCloseable {

    static final String SITE = "hall-1";

    /** Two tests that any Linux host passes in two seconds, after each other. */
    static final String PLAN = """
            plan: brief
            version: 1
            title: Two short tests
            tests:
              - id: cpu
                title: Known answers
                tool: built-in:cpu
                reader: plimsoll
                scope: core
                required: true
                duration: 1s
                measures: [cpu_errors]
                criteria: [{metric: cpu_errors, is: equal, limit: 0, unit: count, source: known answers}]
                covers: [cpu]
              - id: network
                title: Loopback
                tool: built-in:loopback
                reader: plimsoll
                scope: node
                required: true
                duration: 1s
                measures: [loopback_corrupt_bytes]
                criteria: [{metric: loopback_corrupt_bytes, is: equal, limit: 0, unit: count, source: RFC 9293}]
                covers: [cpu]
            """;

    private final Path folder;
    private final int nodes;
    final String token;
    private int port;
    PlimsollServer server;
    PlimsollClient api;

    CampaignSite(Path folder, int nodes) throws Exception {
        this(folder, nodes, LauncherSettings.NONE);
    }

    CampaignSite(Path folder, int nodes, LauncherSettings launchers) throws Exception {
        this.folder = folder;
        this.nodes = nodes;
        this.server = PlimsollServer.start(
                ServerConfig.of(folder.resolve("server")).withPort(0).withLaunchers(launchers));
        String once = server.oneTimePassword().orElseThrow();
        URI address = URI.create(server.address());
        try (PlimsollClient admin = PlimsollClient.signIn(address, "admin", once)) {
            admin.on(IdentityApi.PASSWORD)
                    .body(new IdentityApi.PasswordChange(once, "a good long password"))
                    .send();
            this.token = admin.on(IdentityApi.CREATE_TOKEN, "admin")
                    .body(new IdentityApi.NewToken("test", null))
                    .send()
                    .token();
        }
        this.api = PlimsollClient.withToken(address, token);
        bringUp();
        this.port = server.agentPort();
    }

    static String node(int i) {
        return "node-0" + (i + 1);
    }

    static String serial(int i) throws InterruptedException {
        return i == 0 ? HostInventory.read().fingerprint().nodeSerial() : "SN-" + i;
    }

    /** This host, as if it had another serial. */
    static Inventory inventory(String serial) {
        try {
            Inventory here = HostInventory.read();
            Fingerprint f = here.fingerprint();
            return new Inventory(
                    new Fingerprint(serial, f.manufacturer(), f.model(), f.parts(), f.cableEnds(), f.notRead()),
                    here.identity(),
                    here.software(),
                    here.cpusPresent(),
                    here.cpusAllowed(),
                    here.offline());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private FabricPlan plan() {
        List<PlannedDevice> devices = new ArrayList<>();
        List<PlannedCable> cables = new ArrayList<>();
        devices.add(new PlannedDevice(
                "leaf-01", DeviceKind.SWITCH, "QM9700", 1, 1, 0, 0, new Location("H1", "A", "A01", 40)));
        for (int n = 0; n < nodes; n++) {
            devices.add(new PlannedDevice(
                    node(n), DeviceKind.NODE, "HOST", 0, 1, 0, 0, new Location("H1", "A", "A02", 1 + 8 * n)));
            PortRef a = new PortRef(node(n), "mlx5_0");
            cables.add(PlannedCable.between("C-" + n, a, new PortRef("leaf-01", String.valueOf(n + 1))));
        }
        return new FabricPlan("compute", "", Map.of(), devices, cables);
    }

    byte[] dump() throws IOException {
        List<ObservedDevice> devices = new ArrayList<>();
        List<ObservedLink> links = new ArrayList<>();
        devices.add(new ObservedDevice(
                DeviceKind.SWITCH, "e09d730300000100", "e09d730300000100", "MF0;leaf-01:MQM9700/U1", 65, 1));
        for (int n = 0; n < nodes; n++) {
            String guid = "e09d73030000100" + n;
            devices.add(new ObservedDevice(DeviceKind.NODE, guid, guid, node(n) + " mlx5_0", 1, 1));
            links.add(new ObservedLink(n + 1, "1", 0, String.valueOf(n + 1), "4xNDR", true, 1));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IbnetdiscoverWriter.write(
                new ObservedFabric("test", "ibnetdiscover", "Mon Jan  5 10:00:00 2026", devices, links), out);
        return out.toByteArray();
    }

    private void bringUp() throws Exception {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite(SITE, "Hall 1", "UTC", false, null))
                .send();
        ByteArrayOutputStream plan = new ByteArrayOutputStream();
        PlanWriter.write(plan(), PlanFormat.JSON, plan);
        api.on(FabricApi.IMPORT_PLAN, SITE).bytes(plan.toByteArray()).send();
        api.on(LineApi.ORDER, SITE)
                .body(new LineApi.OrderLines(
                        List.of(
                                new LineApi.OrderLine("PO-1", "HOST", nodes, "maker"),
                                new LineApi.OrderLine("PO-2", "QM9700", 1, "maker")),
                        null))
                .send();
        List<LineApi.Crate> crates = new ArrayList<>();
        List<LineApi.SignOff> signOffs = new ArrayList<>();
        crates.add(new LineApi.Crate("PO-2", "QM9700", "SW-1", null, "leaf-01"));
        signOffs.add(new LineApi.SignOff("leaf-01", null, null, "tina"));
        for (int n = 0; n < nodes; n++) {
            crates.add(new LineApi.Crate("PO-1", "HOST", serial(n), null, node(n)));
            signOffs.add(new LineApi.SignOff(node(n), null, null, "tina"));
        }
        api.on(LineApi.GOODS_IN, SITE)
                .body(new LineApi.GoodsInList(crates, null))
                .send();
        api.on(LineApi.RACK_SIGN_OFFS, SITE)
                .body(new LineApi.SignOffList(signOffs, null))
                .send();
        observe();
        api.on(AcceptanceApi.ADD_TEST_PLAN)
                .bytes(PLAN.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    void observe() throws IOException {
        api.on(FabricApi.OBSERVE, SITE)
                .with(FabricApi.SOURCE, "ibnetdiscover.txt")
                .bytes(dump())
                .send();
    }

    URI door() {
        return URI.create("https://127.0.0.1:" + port);
    }

    String agentToken(@Nullable String node) {
        return api.on(CampaignApi.AGENT_TOKEN)
                .body(new CampaignApi.NewAgentToken(SITE, node, null, null))
                .send()
                .token();
    }

    CampaignApi.CampaignView campaign(String name, List<String> of) {
        return campaign(name, "brief", of);
    }

    CampaignApi.CampaignView campaign(String name, String plan, List<String> of) {
        return api.on(CampaignApi.CREATE, SITE)
                .body(new CampaignApi.NewCampaign(
                        name, plan, of, null, null, null, null, null, null, null, null, null, null))
                .send();
    }

    CampaignApi.CampaignView show(long id) {
        return api.on(CampaignApi.SHOW, id).send();
    }

    UnitState state(int node) {
        return api.on(LineApi.NODE, SITE, node(node)).send().state();
    }

    /** Stops the server and starts it again on the same ports. */
    void restart() {
        int http = server.port();
        api.close();
        server.close();
        server = PlimsollServer.start(
                ServerConfig.of(folder.resolve("server")).withPort(http).withAgentPort(port));
        api = PlimsollClient.withToken(URI.create(server.address()), token);
        port = server.agentPort();
    }

    static void await(String what, long seconds, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + seconds + " s for: " + what);
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        api.close();
        server.close();
    }
}
