package org.dimdesktop.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class StatsReaderTest {
  private static final String SAMPLE =
      """
      {"read":"2026-01-01T00:00:0%d.5Z","pids_stats":{"current":3},
       "networks":{"eth0":{"rx_bytes":10,"tx_bytes":1},"eth1":{"rx_bytes":5,"tx_bytes":2}},
       "memory_stats":{"usage":1000,"stats":{"inactive_file":400},"limit":5000},
       "blkio_stats":{"io_service_bytes_recursive":[
         {"op":"Read","value":7},{"op":"write","value":8},{"op":"Total","value":15}]},
       "cpu_stats":{"cpu_usage":{"total_usage":%d},"system_cpu_usage":%d,"online_cpus":2}}
      """;

  @Test
  void countsAsTheDockerCommandLineDoes() throws JsonProcessingException {
    StatsReader reader = new StatsReader();
    ObjectMapper json = new ObjectMapper();
    ContainerStats first = reader.read(json.readTree(SAMPLE.formatted(1, 100, 10_000)));
    ContainerStats second = reader.read(json.readTree(SAMPLE.formatted(2, 600, 11_000)));
    assertThat(first.cpuPercent()).isZero();
    assertThat(second.cpuPercent()).isEqualTo(100.0);
    assertThat(second.memoryUsed()).isEqualTo(600);
    assertThat(second.networkReceived()).isEqualTo(15);
    assertThat(second.networkSent()).isEqualTo(3);
    assertThat(second.blockRead()).isEqualTo(7);
    assertThat(second.blockWritten()).isEqualTo(8);
    assertThat(second.pids()).isEqualTo(3);
  }
}
