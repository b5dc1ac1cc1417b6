/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.model.BadInputException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each interface of another system, found out by its content and read into our words. */
class FormatsTest {

    private static final List<Bodies.Series> SERIES = List.of(
            new Bodies.Series(
                    List.of("__name__", "DCGM_FI_DEV_XID_ERRORS", "Hostname", "n1", "UUID", "GPU-1"),
                    79,
                    1740327858123L),
            new Bodies.Series(
                    List.of("__name__", "DCGM_FI_DEV_GPU_TEMP", "Hostname", "n1", "UUID", "GPU-1"),
                    41.5,
                    1740327858124L),
            new Bodies.Series(
                    List.of(
                            "__name__",
                            "node_infiniband_link_downed_total",
                            "instance",
                            "n2:9100",
                            "device",
                            "mlx5_0",
                            "port",
                            "1"),
                    Double.longBitsToDouble(0x7ff0000000000002L),
                    1740327858125L));

    static String of(Signal s) {
        return s.node() + "|" + s.entity() + "|" + s.kind() + "|" + s.code() + "|" + s.mnemonic() + "|" + s.severity()
                + "|" + s.action();
    }

    private static List<String> found(String format, SignalReading reading) {
        assertThat(reading.format()).isEqualTo(format);
        return reading.events().stream().map(FormatsTest::of).toList();
    }

    @Test
    void remoteWriteOneAndTwoCarryTheSameSamples() {
        SignalReading one = Heard.bytes(Bodies.one(SERIES), Optional.empty());
        SignalReading two = Heard.bytes(Bodies.two(SERIES), Optional.empty());
        assertThat(found("remote-write", one))
                .containsExactly(
                        "n1|GPU-1|xid|79|GPU_HAS_FALLEN_OFF_THE_BUS|FATAL|RESTART_BM",
                        "n1|GPU-1|metric|DCGM_FI_DEV_GPU_TEMP|DCGM_FI_DEV_GPU_TEMP|INFO|NONE",
                        "n2|mlx5_0/1|metric|node_infiniband_link_downed_total|STALE|INFO|NONE");
        assertThat(two.events()).isEqualTo(one.events());
        assertThat(one.events().getFirst().time()).contains(Instant.ofEpochMilli(1740327858123L));
    }

    @Test
    void otlpInJsonAndInProtobufCarryTheSame() {
        String json = """
                {"resourceMetrics":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"n1"}}]},
                 "scopeMetrics":[{"scope":{},"metrics":[{"name":"gpu.temperature","unit":"Cel","gauge":{"dataPoints":[
                 {"attributes":[{"key":"gpu","value":{"stringValue":"3"}}],"timeUnixNano":"1740327858123000000","asDouble":71.5}]}},
                 {"name":"h","histogram":{"dataPoints":[{"count":"1"}]}}]}]}]}
                """;
        SignalReading text = Heard.text(json);
        SignalReading binary =
                Heard.bytes(Bodies.otlp("n1", "gpu.temperature", "3", 71.5, 1740327858123000000L), Optional.of("otlp"));
        assertThat(found("otlp", text)).containsExactly("n1|gpu3|metric|gpu.temperature|gpu.temperature|INFO|NONE");
        assertThat(binary.events()).isEqualTo(text.events());
        assertThat(text.warnings()).anyMatch(w -> w.contains("histograms"));
    }

    @Test
    void dcgmExportersTextGivesXidsAndRowRemapFailures() {
        SignalReading reading = Heard.text("""
                # HELP DCGM_FI_DEV_XID_ERRORS Value of the last XID error encountered.
                # TYPE DCGM_FI_DEV_XID_ERRORS gauge
                DCGM_FI_DEV_XID_ERRORS{gpu="0",UUID="GPU-1",Hostname="gpu-01",err_msg="a \\"b\\" }"} 31 1740327858123
                DCGM_FI_DEV_XID_ERRORS{gpu="1",UUID="GPU-2",Hostname="gpu-01"} 0
                DCGM_FI_DEV_ROW_REMAP_FAILURE{gpu="0",UUID="GPU-1",Hostname="gpu-01"} 1
                broken line here
                # EOF
                """);
        assertThat(found("openmetrics", reading))
                .containsExactly(
                        "gpu-01|GPU-1|xid|31|FIFO_ERROR_MMU_ERR_FLT|WARNING|RESTART_APP",
                        "gpu-01|GPU-2|metric|DCGM_FI_DEV_XID_ERRORS|DCGM_FI_DEV_XID_ERRORS|INFO|NONE",
                        "gpu-01|GPU-1|metric|DCGM_FI_DEV_ROW_REMAP_FAILURE|DCGM_FI_DEV_ROW_REMAP_FAILURE|FATAL|RMA");
        assertThat(reading.warnings()).anyMatch(w -> w.contains("line 6"));
    }

    @Test
    void theSysfsTreeOfAnH100NodeGivesItsPortsAndErrorCounters() throws Exception {
        SignalReading reading = Heard.shared("health/sys-class-infiniband-h100.zip");
        assertThat(reading.format()).isEqualTo("infiniband");
        assertThat(reading.events().stream().filter(e -> e.code().equals("PORT_ACTIVE")))
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(reading.events().stream().map(Signal::code))
                .contains("symbol_error", "link_downed", "out_of_sequence");
    }

    @Test
    void aDarkPortIsFatalAndToldBesideItsPeers() throws Exception {
        SignalReading reading = SignalReaders.read(
                to -> {
                    to.accept(new TreeFile("mlx5_0/ports/1/state", "4: ACTIVE\n"));
                    to.accept(new TreeFile("mlx5_0/ports/1/phys_state", "5: LinkUp\n"));
                    to.accept(new TreeFile("mlx5_1/ports/1/state", "1: DOWN\n"));
                    to.accept(new TreeFile("mlx5_1/ports/1/phys_state", "3: Disabled\n"));
                    to.accept(new TreeFile("mlx5_1/ports/1/counters/link_downed", "7\n"));
                    to.accept(new TreeFile("mlx5_1/ports/1/counters/symbol_error", "N/A (no PMA)\n"));
                },
                "sysfs",
                Optional.empty(),
                ReadOptions.NONE);
        assertThat(found("infiniband", reading))
                .contains("|mlx5_1/1|infiniband|PORT_DOWN|DOWN Disabled|FATAL|CHECK_CABLE");
        assertThat(reading.warnings())
                .anyMatch(w -> w.startsWith("1 of 2 ports"))
                .anyMatch(w -> w.contains("no counter"));
    }

    @Test
    void nvSentinelsEventsAreTakenInAllTheirFrames() {
        String event = """
                {"version":1,"agent":"syslog-health-monitor","componentClass":"GPU","checkName":"SysLogsXIDError","isFatal":true,
                 "isHealthy":false,"message":"fell off","recommendedAction":"RESTART_BM","errorCode":["79"],
                 "entitiesImpacted":[{"entityType":"PCI","entityValue":"0000:3b:00"},{"entityType":"GPU_UUID","entityValue":"GPU-9"}],
                 "metadata":{"serial":"165"},"generatedTimestamp":"2026-01-01T10:00:00Z","nodeName":"n7"}
                """;
        String expected = "n7|GPU-9|xid|79|GPU_HAS_FALLEN_OFF_THE_BUS|FATAL|RESTART_BM";
        assertThat(found("nvsentinel", Heard.text(event))).containsExactly(expected);
        assertThat(found("nvsentinel", Heard.text("{\"version\":1,\"events\":[" + event + "]}")))
                .containsExactly(expected);
        assertThat(found(
                        "nvsentinel", Heard.text("{\"specversion\":\"1.0\",\"data\":{\"healthEvent\":" + event + "}}")))
                .containsExactly(expected);
        assertThat(found(
                        "nvsentinel",
                        Heard.text(
                                event.replace("\"RESTART_BM\"", "2").replace("\"isFatal\":true", "\"isFatal\":false"))))
                .containsExactly("n7|GPU-9|xid|79|GPU_HAS_FALLEN_OFF_THE_BUS|WARNING|COMPONENT_RESET");
        assertThat(found("nvsentinel", Heard.text("""
                {"checkName":"GpuThermalWatch","componentClass":"GPU","isHealthy":true,"nodeName":"n8","generatedTimestamp":{"seconds":1740327858,"nanos":5},"entitiesImpacted":[{"entityType":"GPU","entityValue":"3"}]}
                """)))
                .containsExactly("n8|gpu3|nvsentinel|GpuThermalWatch|GpuThermalWatch|INFO|NONE");
    }

    @Test
    void redfishEventsAndLogEntriesAreTakenAlsoFromAWholeTree() throws Exception {
        SignalReading event = Heard.text("""
                {"@odata.type":"#Event.v1_7_0.Event","Id":"5","Name":"Event","Events":[
                 {"EventId":"1","EventTimestamp":"2026-01-01T10:00:00+00:00","MessageId":"ResourceEvent.1.0.ResourceErrorsDetected",
                  "Message":"The resource property GPU_SXM_1 Driver Event Message has detected errors of type 'XID 79'.",
                  "MessageArgs":["GPU_SXM_1 Driver Event Message","XID 79"],"MessageSeverity":"Critical",
                  "OriginOfCondition":{"@odata.id":"/redfish/v1/Chassis/HGX_GPU_SXM_1"}},
                 {"EventTimestamp":"1970-03-18T12:06:05+00:00","MessageId":"OpenBMC.0.4.PowerSupplyFailed","Message":"PSU failed","Severity":"Warning"}]}
                """);
        assertThat(found("redfish", event))
                .containsExactly(
                        "|Chassis/HGX_GPU_SXM_1|xid|79|GPU_HAS_FALLEN_OFF_THE_BUS|FATAL|RESTART_BM",
                        "||redfish|OpenBMC.0.4.PowerSupplyFailed|PowerSupplyFailed|WARNING|OBSERVE");
        assertThat(event.warnings()).anyMatch(w -> w.contains("clock that was not set"));
        SignalReading tree = Heard.shared("redfish/gh200.tar.gz");
        assertThat(tree.events().stream().map(Signal::code))
                .contains("OpenBMC.0.1.SensorThresholdWarningLowGoingLow", "Update.1.0.UpdateSuccessful");
        assertThat(tree.events().stream().map(e -> e.attribute("id"))).doesNotHaveDuplicates();
        assertThat(Heard.shared("redfish/dell_poweredge_r750.tar.gz").events().stream()
                        .map(Signal::mnemonic))
                .contains("SWC9005");
    }

    @Test
    void alertmanagersWebhookFiresAndResolves() {
        SignalReading reading = Heard.text("""
                {"version":"4","status":"firing","receiver":"plimsoll","alerts":[
                 {"status":"firing","labels":{"alertname":"GpuHot","severity":"critical","instance":"n3:9400","gpu":"2"},
                  "annotations":{"summary":"hot"},"startsAt":"2026-01-01T10:00:00.000Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"a"},
                 {"status":"resolved","labels":{"alertname":"LinkDown","severity":"warning","node":"n4","device":"mlx5_0","port":"1"},
                  "annotations":{},"startsAt":"2026-01-01T09:00:00Z","endsAt":"2026-01-01T10:00:00Z"}]}
                """);
        assertThat(found("alertmanager", reading))
                .containsExactly(
                        "n3|gpu2|alert|GpuHot|GpuHot|FATAL|OBSERVE", "n4|mlx5_0/1|alert|LinkDown|LinkDown|INFO|NONE");
    }

    @Test
    void kubernetesNodesTellConditionsTaintsAndCordons() {
        SignalReading reading = Heard.text("""
                {"apiVersion":"v1","kind":"List","items":[{"kind":"Node","apiVersion":"v1","metadata":{"name":"n1","annotations":{"x/cordon-by":"ops"}},
                 "spec":{"unschedulable":true,"taints":[{"key":"nvidia.com/gpu-error","value":"fatal","effect":"NoSchedule"},{"key":"node.kubernetes.io/unschedulable","effect":"NoSchedule"}]},
                 "status":{"conditions":[{"type":"Ready","status":"Unknown","reason":"NodeStatusUnknown","lastTransitionTime":"2026-01-01T10:00:00Z"},
                 {"type":"DiskPressure","status":"False","reason":"KubeletHasNoDiskPressure"},
                 {"type":"XidCriticalError","status":"True","reason":"{\\"31\\":true}"}]}}]}
                """);
        assertThat(found("kubernetes", reading))
                .containsExactly(
                        "n1||kubernetes|Ready|NodeStatusUnknown|FATAL|OBSERVE",
                        "n1||kubernetes|DiskPressure|KubeletHasNoDiskPressure|INFO|NONE",
                        "n1||xid|31|FIFO_ERROR_MMU_ERR_FLT|WARNING|RESTART_APP",
                        "n1||kubernetes|CORDONED|unschedulable|WARNING|OBSERVE",
                        "n1||kubernetes|TAINT|nvidia.com/gpu-error|WARNING|OBSERVE");
        assertThat(reading.events().get(3).attribute("x/cordon-by")).isEqualTo("ops");
    }

    @Test
    void slurmTellsStatesInEachOfItsForms() {
        assertThat(found("slurm", Heard.text("""
                NodeName=gpu001 Arch=x86_64 CoresPerSocket=56
                   State=IDLE+DRAIN ThreadsPerCore=2 TmpDisk=0
                   Reason=GPU 3 fell off the bus [root@2025-10-01T12:00:00]

                NodeName=gpu002 State=DOWN* ThreadsPerCore=2
                """)))
                .containsExactly(
                        "gpu001||slurm|IDLE+DRAIN|DRAIN+IDLE|WARNING|OBSERVE",
                        "gpu002||slurm|DOWN*|DOWN+NOT_RESPONDING|FATAL|OBSERVE");
        assertThat(found("slurm", Heard.text("""
                PARTITION AVAIL  TIMELIMIT  NODES  STATE NODELIST
                gpu*         up   infinite      2  drain gpu[001-002],login1
                gpu*         up   infinite      1   idle gpu010
                """)))
                .hasSize(4)
                .contains("gpu002||slurm|DRAIN|DRAINED|WARNING|OBSERVE", "gpu010||slurm|IDLE|IDLE|INFO|NONE");
        SignalReading reasons = Heard.text("""
                REASON               USER      TIMESTAMP           NODELIST
                bad gpu link         root      2025-10-01T12:00:00 gpu[001-002]
                """);
        assertThat(reasons.events())
                .hasSize(2)
                .allMatch(e -> e.attribute("reason").equals("bad gpu link")
                        && e.time().orElseThrow().equals(Instant.parse("2025-10-01T12:00:00Z")));
        assertThat(found("slurm", Heard.text("""
                {"nodes":[{"name":"g1","state":["IDLE","DRAIN"],"reason":"x","reason_changed_at":{"set":true,"number":1740327858},"partitions":["a"],"slurmd_version":"25.11"}]}
                """))).containsExactly("g1||slurm|IDLE+DRAIN|DRAIN+IDLE|WARNING|OBSERVE");
        assertThat(SlurmReader.hosts("a[08-10]b[1,3],c"))
                .containsExactly("a08b1", "a08b3", "a09b1", "a09b3", "a10b1", "a10b3", "c");
    }

    @Test
    void gpudsEventsAndStatesAreTaken() {
        SignalReading reading = Heard.text("""
                [{"component":"accelerator-nvidia-error-xid","startTime":"2026-01-01T00:00:00Z","events":[
                  {"time":"2026-01-01T10:00:00Z","name":"error_xid","type":"Fatal","message":"XID 79 (GPU has fallen off the bus) detected on PCI:0000:05:00"}]},
                 {"component":"accelerator-nvidia-infiniband","states":[
                  {"time":"2026-01-01T10:00:00Z","name":"ib","health":"Unhealthy","reason":"7 ports up","suggested_actions":{"repair_actions":["HARDWARE_INSPECTION"]}}]}]
                """);
        assertThat(found("gpud", reading))
                .containsExactly(
                        "|PCI:0000:05:00|xid|79|GPU_HAS_FALLEN_OFF_THE_BUS|FATAL|RESTART_BM",
                        "||gpud|ib|accelerator-nvidia-infiniband|FATAL|HARDWARE_INSPECTION");
    }

    @Test
    void whatWePrintedWeReadAgain() {
        SignalReading reading = Heard.text("""
                {"format":"kernel","events":[{"time":"2026-01-01T10:00:00Z","node":"n1","entity":"PCI:0000:05:00","kind":"xid","code":79,
                 "mnemonic":"M","severity":"FATAL","action":"RESTART_BM","raw":"r","attributes":{"serial":"1"}},
                 {"time":"soon","node":null,"entity":null,"kind":"xid","code":31,"mnemonic":"M","severity":"BAD","action":"A","raw":"r"}]}
                """);
        assertThat(found("plimsoll", reading))
                .containsExactly("n1|PCI:0000:05:00|xid|79|M|FATAL|RESTART_BM", "||xid|31|M|WARNING|A");
        assertThat(reading.events().getFirst().attribute("serial")).isEqualTo("1");
        assertThat(reading.warnings()).hasSize(2);
        assertThat(reading.events().getLast().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void whatIsNoneOfThemIsRefusedWithTheNamesOfAll() {
        assertThatThrownBy(() -> Heard.text("hello world\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("remote-write");
        assertThatThrownBy(() -> Heard.text("x", Optional.of("nonsense")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("kernel");
        assertThatThrownBy(() -> Heard.text("{\"a\":1}", Optional.of("redfish")))
                .isInstanceOf(BadInputException.class);
    }
}
