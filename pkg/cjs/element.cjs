module.exports = require("../element.js");
