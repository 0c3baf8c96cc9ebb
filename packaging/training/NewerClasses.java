import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Gives the classes of jars that were compiled for Java 5 or older a class-file version that an ahead-of-time cache takes; the
 * code stays as it is. Used by packaging/train: java NewerClasses.java JAR...
 */
final class NewerClasses {
  private static final int FIRST_IN_CACHE = 50;

  public static void main(String[] jars) throws IOException {
    for (String name : jars) {
      Path jar = Path.of(name);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int changed = 0;
      try (URLClassLoader types = new URLClassLoader(new URL[] {jar.toUri().toURL()});
          ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
          ZipOutputStream out = new ZipOutputStream(bytes)) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          byte[] content = in.readAllBytes();
          if (entry.getName().endsWith(".class") && ((content[6] & 0xff) << 8 | content[7] & 0xff) < FIRST_IN_CACHE) {
            content = newer(content, types);
            changed++;
          }
          ZipEntry copy = new ZipEntry(entry.getName());
          copy.setTime(entry.getTime());
          out.putNextEntry(copy);
          out.write(content);
        }
      }
      if (changed > 0) {
        Path part = Files.write(jar.resolveSibling(jar.getFileName() + ".part"), bytes.toByteArray());
        Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static byte[] newer(byte[] content, ClassLoader types) {
    ClassFile files =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(types)));
    ClassModel model = files.parse(content);
    return files.transformClass(
        model,
        // Through a transform, so that each method gets the stack maps that a newer version demands.
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }
}
