/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host made of files, as the kernel would show it. */
class HostInventoryTest {

    @TempDir
    private Path root = Path.of("");

    private static final String DMIDECODE = """
            Handle 0x0031, DMI type 17, 92 bytes
            Memory Device
            \tSize: 64 GB
            \tLocator: P0_DIMM_A
            \tType: DDR5
            \tManufacturer: Samsung
            \tSerial Number: 80CE01
            \tPart Number: M321R8GA0BB0

            Handle 0x0032, DMI type 17, 92 bytes
            Memory Device
            \tSize: No Module Installed
            \tLocator: P0_DIMM_B
            """;

    private static final String NVIDIA_SMI = """
            0, NVIDIA H100 80GB HBM3, 1652823000001, GPU-aa, 96.00.74.00.01, 00000000:1B:00.0, 81559, 570.86.10
            1, NVIDIA H100 80GB HBM3, [N/A], GPU-bb, 96.00.74.00.01, 00000000:43:00.0, 81559, 570.86.10
            """;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private Inventory read(Map<String, String> tools) throws Exception {
        return HostInventory.read(root, (tool, arguments) -> Optional.ofNullable(tools.get(tool)));
    }

    @Test
    void aFullNodeIsReadWithAllItsParts() throws Exception {
        file("sys/class/dmi/id/product_serial", "SN-0042");
        file("sys/class/dmi/id/sys_vendor", "ACME");
        file("sys/class/dmi/id/product_name", "Tray 8");
        file("sys/class/dmi/id/bios_version", "1.2.3");
        file(
                "proc/cpuinfo",
                "processor: 0\nmodel name: EPYC\nphysical id: 0\n\nprocessor: 1\nmodel name: EPYC\nphysical id: 1");
        file("sys/devices/system/cpu/present", "0-3");
        file("sys/devices/system/cpu/online", "0-1,3");
        file("sys/block/nvme0n1/device/serial", "S64A");
        file("sys/block/nvme0n1/device/model", "PM9A3");
        file("sys/block/nvme0n1/device/firmware_rev", "GDC5");
        file("sys/block/loop0/size", "0");
        file("sys/class/net/eth0/device/vendor", "0x15b3");
        file("sys/class/net/eth0/address", "b8:3f:d2:00:00:01");
        file("sys/class/net/lo/address", "00:00:00:00:00:00");
        file("sys/class/infiniband/mlx5_0/hca_type", "MT4129");
        file("sys/class/infiniband/mlx5_0/node_guid", "b83f:d203:0000:0001");
        file("sys/class/infiniband/mlx5_0/fw_ver", "28.39.1002");
        Inventory inventory = read(Map.of("dmidecode", DMIDECODE, "nvidia-smi", NVIDIA_SMI));
        assertThat(inventory.fingerprint().nodeSerial()).isEqualTo("SN-0042");
        assertThat(inventory.identity()).isEqualTo("DMI product serial");
        assertThat(inventory.fingerprint().parts(PartKind.CPU)).hasSize(2);
        assertThat(inventory.fingerprint().parts(PartKind.DIMM))
                .extracting(Part::serial)
                .containsExactly("80CE01");
        assertThat(inventory.fingerprint().parts(PartKind.DISK))
                .extracting(Part::serial)
                .containsExactly("S64A");
        assertThat(inventory.fingerprint().parts(PartKind.NIC))
                .extracting(Part::serial)
                .containsExactly("b8:3f:d2:00:00:01");
        assertThat(inventory.fingerprint().parts(PartKind.HCA))
                .extracting(Part::firmware)
                .containsExactly("28.39.1002");
        assertThat(inventory.fingerprint().parts(PartKind.GPU))
                .extracting(Part::serial)
                .as("a serial that the driver does not tell stays empty")
                .containsExactly("1652823000001", "");
        assertThat(inventory.offline()).containsExactly(2);
        assertThat(inventory.software()).containsEntry("nvidiaDriver", "570.86.10");
        assertThat(inventory.fingerprint().digest())
                .isEqualTo(read(Map.of("dmidecode", DMIDECODE, "nvidia-smi", NVIDIA_SMI))
                        .fingerprint()
                        .digest());
    }

    @Test
    void whatCannotBeReadIsToldAndNotGuessed() throws Exception {
        file("etc/machine-id", "0123456789abcdef0123456789abcdef");
        file("sys/class/dmi/id/product_serial", "To Be Filled By O.E.M.");
        Inventory inventory = read(Map.of());
        assertThat(inventory.identity()).isEqualTo("/etc/machine-id");
        assertThat(inventory.fingerprint().nodeSerial())
                .as("the machine id itself is not handed out")
                .startsWith("host-")
                .doesNotContain("0123456789abcdef");
        assertThat(inventory.fingerprint().notRead())
                .anyMatch(n -> n.startsWith("DMI product serial"))
                .anyMatch(n -> n.startsWith("DIMMs"))
                .anyMatch(n -> n.startsWith("NICs"));
    }

    @Test
    void aGpuWithoutDriverIsStillAPart() throws Exception {
        file("sys/bus/pci/devices/0000:1b:00.0/vendor", "0x10de");
        file("sys/bus/pci/devices/0000:1b:00.0/class", "0x030200");
        file("sys/bus/pci/devices/0000:1b:00.0/device", "0x2330");
        file("sys/bus/pci/devices/0000:02:00.0/vendor", "0x1a03");
        file("sys/bus/pci/devices/0000:02:00.0/class", "0x030000");
        Inventory inventory = read(Map.of());
        assertThat(inventory.fingerprint().parts(PartKind.GPU))
                .extracting(Part::model)
                .containsExactly("PCI device 0x2330");
        assertThat(inventory.fingerprint().notRead()).anyMatch(n -> n.contains("1 GPUs on the PCI bus and 0 told"));
        assertThat(List.of(inventory.identity())).containsExactly("none");
    }
}
