//! What the standard library's prelude has, and that of `core` has not.

#[cfg(not(all(target_arch = "wasm32", feature = "module")))]
pub(crate) use alloc::borrow::ToOwned;
pub(crate) use alloc::boxed::Box;
pub(crate) use alloc::string::String;
pub(crate) use alloc::vec;
pub(crate) use alloc::vec::Vec;

/// Texts are copied by one function of the module, not by the same steps at every place.
#[cfg(all(target_arch = "wasm32", feature = "module"))]
pub(crate) trait ToOwned {
    fn to_owned(&self) -> String;
}

#[cfg(all(target_arch = "wasm32", feature = "module"))]
impl ToOwned for str {
    #[inline(never)]
    fn to_owned(&self) -> String {
        String::from(self)
    }
}
